using System.Linq.Expressions;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Execution;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;
using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Kernel;

/// <summary>The base of a build class. Its properties of type <see cref="Target"/>, and those of its components, are the targets.</summary>
public abstract class NukeBuild : INukeBuild
{
    private static AbsolutePath? rootOfProcess;
    private static bool? isServerOfProcess;

    private ParameterValues values = new();
    private AbsolutePath? root;
    private bool? isServer;

    /// <summary>
    /// The folder that holds <c>.nuke</c>: above the current folder, or above the program, or the one that <c>--root</c> names, which is
    /// known once parameters have their values. The current folder when there is none.
    /// </summary>
    public static AbsolutePath RootDirectory => rootOfProcess ??= Locate();

    /// <summary><c>.nuke/temp</c>: never committed.</summary>
    public static AbsolutePath TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    /// <summary>Whether a person runs it.</summary>
    public static bool IsLocalBuild => !IsServerBuild;

    /// <summary>Whether a CI service runs it.</summary>
    public static bool IsServerBuild =>
        isServerOfProcess ??= Hosts.Detect(BuildSurroundings.VariablesOfThisProcess(), null) != HostKind.Terminal;

    /// <inheritdoc/>
    AbsolutePath INukeBuild.RootDirectory => root ?? RootDirectory;

    /// <inheritdoc/>
    AbsolutePath INukeBuild.TemporaryDirectory => (root ?? RootDirectory) / ".nuke" / "temp";

    /// <inheritdoc/>
    bool INukeBuild.IsLocalBuild => !(isServer ?? IsServerBuild);

    /// <inheritdoc/>
    bool INukeBuild.IsServerBuild => isServer ?? IsServerBuild;

    /// <summary>The targets whose bodies ended well so far, in plan order: <c>SucceededTargets.Contains(Restore)</c>.</summary>
    public IReadOnlyCollection<Target> SucceededTargets => Progress.Of(TargetStatus.Succeeded);

    /// <summary>The targets whose bodies threw so far, in plan order.</summary>
    public IReadOnlyCollection<Target> FailedTargets => Progress.Of(TargetStatus.Failed);

    /// <summary>The targets left out so far, in plan order.</summary>
    public IReadOnlyCollection<Target> SkippedTargets => Progress.Of(TargetStatus.Skipped);

    /// <summary>Whether no target failed or was interrupted so far.</summary>
    public bool IsSucceeding => !IsFailing;

    /// <summary>Whether a target failed or was interrupted so far.</summary>
    public bool IsFailing => Progress.Of(TargetStatus.Failed).Count + Progress.Of(TargetStatus.Aborted).Count > 0;

    /// <summary>Set by a target that wants another exit code than 0 for a run that did not fail, such as 3 for "it drifted".</summary>
    public int? ExitCode { get; set; }

    /// <summary>Whether the run only plans; known once parameters have their values. Beyond NUKE.</summary>
    public bool IsDryRun { get; internal set; }

    /// <summary>How far the run is.</summary>
    internal RunProgress Progress { get; } = new();

    /// <inheritdoc/>
    public T? TryGetValue<T>(Expression<Func<T?>> parameterExpression)
        where T : class => (T?)Find(parameterExpression);

    /// <inheritdoc/>
    public T? TryGetValue<T>(Expression<Func<object>> parameterExpression) => (T?)Find(parameterExpression);

    /// <summary>Takes over what a call set; done once, before any target or rule runs.</summary>
    internal void Accept(AbsolutePath rootDirectory, bool isServerBuild, ParameterValues given, ParameterCatalog catalog)
    {
        rootOfProcess = root = rootDirectory;
        isServerOfProcess = isServer = isServerBuild;
        values = given;
        ParameterInjection.Inject(this, given, catalog);
        OnBuildInitialized();
    }

    /// <summary>Whether an exception of a target says all that a person needs, so that its stack is shown at verbose level only.</summary>
    /// <param name="exception">What a target threw.</param>
    internal bool SaysAll(Exception exception) => IsExpected(exception);

    /// <summary>Tells the build that all targets ended.</summary>
    internal void End() => OnBuildFinished();

    /// <summary>Runs a build: the whole of a <c>Main</c> method.</summary>
    /// <typeparam name="T">The build class.</typeparam>
    /// <param name="defaultTargets">The targets that run when the call names none; without them, it prints help.</param>
    /// <returns>0 done, 1 a target failed, 2 wrong usage, 130 or 143 interrupted, or <see cref="ExitCode"/>.</returns>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargets)
        where T : NukeBuild, new() => BuildRun.Execute(() => new T(), BuildSurroundings.OfThisProcess(), defaultTargets);

    /// <summary>Called when parameters have their values and nothing has begun.</summary>
    protected virtual void OnBuildInitialized()
    {
    }

    /// <summary>Called when all targets ended, however they did; what it throws ends the run with exit code 1.</summary>
    protected virtual void OnBuildFinished()
    {
    }

    /// <summary>Whether an exception is one that says all a person needs; others are shown with their stack.</summary>
    /// <param name="exception">What a target threw.</param>
    /// <returns>False unless overridden.</returns>
    protected virtual bool IsExpected(Exception exception) => false;

    private static AbsolutePath Locate()
    {
        var current = Directory.GetCurrentDirectory();
        return RootLocator.Find(null, current, AppContext.BaseDirectory, out _) ?? AbsolutePath.Create(current);
    }

    // The member's name is all that is needed of the expression; compiling it would cost more than the rest of a start.
    private object? Find(LambdaExpression expression)
    {
        return ExpressionValue.Unwrap(expression.Body) is MemberExpression member
            ? values.TryGet(member.Member.Name, out var value) ? value : null
            : throw new ArgumentException($"'{expression}' does not name a parameter; write () => TheParameter.", nameof(expression));
    }
}
