using System.Text.Json;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>The result of a conversion: a value, or what is wrong with the text.</summary>
/// <param name="Value">The value; meaningless with a fault.</param>
/// <param name="Fault">What is wrong, without the place: <c>'abc' is not a whole number.</c>; null when all is well.</param>
internal readonly record struct Conversion(object? Value, string? Fault);

/// <summary>What a conversion must know beside the text.</summary>
/// <param name="BaseDirectory">The folder that relative paths start from.</param>
/// <param name="Separator">What separates the items of an array in one text; null when nothing does.</param>
internal sealed record ConversionContext(string BaseDirectory, string? Separator);

/// <summary>Makes typed values from words, texts and JSON.</summary>
internal static class ValueConversion
{
    /// <summary>Converts the words of an option, or the one text of a variable.</summary>
    public static Conversion FromWords(IReadOnlyList<string> words, Type type, ConversionContext context)
    {
        if (TypeWords.ItemOf(type) is not { } item)
        {
            return words.Count > 0 ? ScalarConversion.FromText(words[^1], type, context.BaseDirectory)
                : (Nullable.GetUnderlyingType(type) ?? type) == typeof(bool) ? new Conversion(true, null)
                : new Conversion(null, $"the value is missing; give {TypeWords.Sentence(type)}.");
        }

        var texts = Split(words, context.Separator);
        var array = Array.CreateInstance(item, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            var converted = ScalarConversion.FromText(texts[i], item, context.BaseDirectory);
            if (converted.Fault is not null)
            {
                return converted;
            }

            array.SetValue(converted.Value, i);
        }

        return new Conversion(array, null);
    }

    /// <summary>Converts a value of a parameter file.</summary>
    public static Conversion FromJson(JsonElement element, Type type, ConversionContext context)
    {
        if (TypeWords.ItemOf(type) is not { } item)
        {
            return JsonConversion.FromElement(element, type, context.BaseDirectory);
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            return element.ValueKind == JsonValueKind.String && context.Separator is not null
                ? FromWords([element.GetString()!], type, context)
                : new Conversion(null, $"{JsonConversion.Show(element)} is not a list; write the values in square brackets.");
        }

        var array = Array.CreateInstance(item, element.GetArrayLength());
        var position = 0;
        foreach (var child in element.EnumerateArray())
        {
            var converted = JsonConversion.FromElement(child, item, context.BaseDirectory);
            if (converted.Fault is not null)
            {
                return new Conversion(null, $"item {position + 1}: {converted.Fault}");
            }

            array.SetValue(converted.Value, position++);
        }

        return new Conversion(array, null);
    }

    // An empty text is an empty list: `--names=` and a variable of blanks say so.
    private static List<string> Split(IReadOnlyList<string> words, string? separator)
    {
        if (words.Count == 1 && string.IsNullOrWhiteSpace(words[0]))
        {
            return [];
        }

        if (string.IsNullOrEmpty(separator))
        {
            return [.. words];
        }

        var texts = new List<string>();
        foreach (var word in words)
        {
            texts.AddRange(word.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        return texts;
    }
}
