using System.Collections;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Says in words what a parameter's type takes.</summary>
internal static class TypeWords
{
    /// <summary>The item type of an array or of an interface that an array implements; null for everything else.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsInterface && type.IsGenericType && type.GetGenericArguments() is [var item]
            && typeof(IEnumerable).IsAssignableFrom(type) && type.IsAssignableFrom(item.MakeArrayType()) ? item
        : null;

    /// <summary>The sort of value, with its article: <c>a whole number</c>.</summary>
    public static string Sentence(Type type)
    {
        if (ItemOf(type) is { } item)
        {
            return $"at least one value, each {Sentence(item)}";
        }

        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(bare))}"
            : bare == typeof(bool) ? "true or false"
            : IsWholeNumber(bare) ? "a whole number"
            : IsNumber(bare) ? "a number"
            : bare == typeof(TimeSpan) ? "a duration such as 26h, 30m or 1.12:00:00"
            : bare == typeof(AbsolutePath) ? "a path"
            : JsonConversion.IsRecord(bare) ? "a JSON object"
            : "a text";
    }

    /// <summary>The placeholder in help: <c>&lt;number&gt;</c>, or the values of an enum.</summary>
    public static string Placeholder(Type type)
    {
        if (ItemOf(type) is { } item)
        {
            return $"{Placeholder(item)} ...";
        }

        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsEnum ? string.Join('|', Enum.GetNames(bare))
            : bare == typeof(bool) ? "[true|false]"
            : IsWholeNumber(bare) || IsNumber(bare) ? "<number>"
            : bare == typeof(TimeSpan) ? "<duration>"
            : bare == typeof(AbsolutePath) ? "<path>"
            : JsonConversion.IsRecord(bare) ? "<json>"
            : "<text>";
    }

    /// <summary>Whether the type holds whole numbers.</summary>
    public static bool IsWholeNumber(Type type) => type == typeof(int) || type == typeof(long);

    /// <summary>Whether the type holds numbers with a fraction.</summary>
    public static bool IsNumber(Type type) => type == typeof(double) || type == typeof(decimal);
}
