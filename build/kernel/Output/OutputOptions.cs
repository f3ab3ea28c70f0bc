using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Output;

/// <summary>Everything output depends on, so that a test can be any machine.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsTerminal">Whether standard output is a terminal and not redirected.</param>
/// <param name="Width">The terminal's width in columns; 0 or less when unknown.</param>
/// <param name="Host">Who reads.</param>
/// <param name="Request">What the call asked for.</param>
/// <param name="RootDirectory">The repository; paths are shown relative to it.</param>
/// <param name="ArtifactsDirectory">Where the files go; made when missing.</param>
/// <param name="Environment">The process's environment variables.</param>
/// <param name="Masker">Knows the secrets.</param>
internal sealed record OutputOptions(
    TextWriter Out, TextWriter Error, bool IsTerminal, int Width, HostKind Host, InvocationRequest Request, string RootDirectory,
    string ArtifactsDirectory, IReadOnlyDictionary<string, string> Environment, SecretMasker Masker)
{
    /// <summary>The clock for events that carry no time, and for flushing on GitHub.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The word that ends a stretch without workflow commands; nobody may guess it.</summary>
    public string ResumeToken { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The width tables must fit in, or null when nothing may be cut.</summary>
    public int? TableWidth => IsTerminal && Width > 0 ? Width : null;

    /// <summary>Whether colours are wanted: a terminal that is not dumb, and no NO_COLOR (see no-color.org).</summary>
    public bool HasColour =>
        IsTerminal
        && !(Environment.TryGetValue("NO_COLOR", out var noColour) && noColour.Length > 0)
        && !(Environment.TryGetValue("TERM", out var term) && term == "dumb");
}
