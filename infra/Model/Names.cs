namespace TutorPipeline.Infra.Model;

/// <summary>What a name may look like.</summary>
internal static class Names
{
    /// <summary>Whether a resource, an input or an output can be named so by every engine.</summary>
    public static bool IsLogicalName(string name) =>
        name.Length is > 0 and <= 64
        && char.IsAsciiLetterLower(name[0])
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');
}
