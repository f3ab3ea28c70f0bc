using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>Colours, or none.</summary>
internal sealed class Palette(bool enabled)
{
    /// <summary>Leaves everything as it is.</summary>
    public static Palette None { get; } = new(enabled: false);

    // Red and yellow are left to errors and warnings.
    private static readonly string[] TargetColours = ["36", "32", "34", "35", "96", "94"];

    /// <summary>A target's name in the colour it has in every run.</summary>
    public string Target(string name, string text)
    {
        if (!enabled)
            return text;
        var hash = 2166136261u;
        foreach (var character in name)
            hash = (hash ^ character) * 16777619u;
        return Paint(text, TargetColours[hash % (uint)TargetColours.Length]);
    }

    /// <summary>A text as important as the level.</summary>
    public string Level(LogLevel level, string text) => level switch
    {
        LogLevel.Error => Paint(text, "31"),
        LogLevel.Warning => Paint(text, "33"),
        LogLevel.Verbose => Paint(text, "90"),
        _ => text,
    };

    /// <summary>A text in the colour of the status.</summary>
    public string Status(TargetStatus status, string text) => status switch
    {
        TargetStatus.Succeeded => Paint(text, "32"),
        TargetStatus.Failed or TargetStatus.Aborted => Paint(text, "31"),
        TargetStatus.NotRun => Paint(text, "33"),
        TargetStatus.Skipped => Paint(text, "90"),
        _ => text,
    };

    /// <summary>A text in the colour of a change's kind, as Terraform's users know it.</summary>
    public string Change(string kind, string text) => kind switch
    {
        "create" => Paint(text, "32"),
        "update" or "unknown" => Paint(text, "33"),
        "replace" or "delete" => Paint(text, "31"),
        "run" => Paint(text, "36"),
        _ => Paint(text, "90"),
    };

    /// <summary>A heading.</summary>
    public string Bold(string text) => Paint(text, "1");

    private string Paint(string text, string code) => enabled ? $"\e[{code}m{text}\e[0m" : text;
}
