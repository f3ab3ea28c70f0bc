using System.Globalization;
using System.Reflection;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Makes values of types that parse themselves. The message of their exception is what is allowed.</summary>
internal static class ParsableConversion
{
    /// <summary>Whether the type is an <see cref="IParsable{TSelf}"/> of itself.</summary>
    public static bool IsParsable(Type type)
    {
        foreach (var contract in type.GetInterfaces())
        {
            if (contract.IsGenericType
                && contract.GetGenericTypeDefinition() == typeof(IParsable<>)
                && contract.GenericTypeArguments[0] == type)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets the type parse the text.</summary>
    public static Conversion FromText(string text, Type type)
    {
        var method = type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)])
                     ?? typeof(ParsableConversion)
                         .GetMethod(nameof(Parse), BindingFlags.NonPublic | BindingFlags.Static)!
                         .MakeGenericMethod(type);
        try
        {
            var culture = CultureInfo.InvariantCulture;
            return new Conversion(method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text, culture], culture), null);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            var allowed = exception.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
            return new Conversion(null, $"{Quoted.Value(text)} is not allowed; {allowed}.");
        }
    }

    // For types that implement the method explicitly.
    private static T Parse<T>(string text, IFormatProvider provider)
        where T : IParsable<T> => T.Parse(text, provider);
}
