using System.Reflection;

namespace TutorPipeline.Model.Tests.Values;

/// <summary>Reads a value of any kind, as an engine does that knows only the kind.</summary>
internal static class Reader
{
    public static object Read(Type type, string text) => type
        .GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)])!
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text, null], null)!;
}
