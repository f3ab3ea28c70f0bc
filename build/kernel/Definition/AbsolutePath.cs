namespace TutorPipeline.Kernel;

/// <summary>An absolute path that is put together with <c>/</c>.</summary>
public sealed record AbsolutePath
{
    private readonly string value;

    private AbsolutePath(string value) => this.value = value;

    /// <summary>The last part of the path.</summary>
    public string Name => Path.GetFileName(value);

    /// <summary>The folder that holds it; null at the root.</summary>
    public AbsolutePath? Parent => Path.GetDirectoryName(value) is { } parent ? new AbsolutePath(parent) : null;

    /// <summary>Takes an absolute path.</summary>
    /// <param name="path">The path; <c>..</c> is resolved.</param>
    /// <exception cref="ArgumentException">The path is relative.</exception>
    public static AbsolutePath Create(string path) => Path.IsPathRooted(path)
        ? new AbsolutePath(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
        : throw new ArgumentException($"'{path}' is not an absolute path.", nameof(path));

    /// <summary>A path below this one.</summary>
    /// <param name="left">The folder.</param>
    /// <param name="right">A relative path.</param>
    public static AbsolutePath operator /(AbsolutePath left, string right) => Create(Path.Combine(left.value, right));

    /// <summary>Its text.</summary>
    /// <param name="path">The path.</param>
    public static implicit operator string(AbsolutePath path) => path.value;

    /// <summary>A path below the folder; the named form of <c>/</c>.</summary>
    /// <param name="left">The folder.</param>
    /// <param name="right">A relative path.</param>
    public static AbsolutePath Divide(AbsolutePath left, string right) => left / right;

    /// <inheritdoc/>
    public override string ToString() => value;
}
