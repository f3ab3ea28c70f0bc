using System.Linq.Expressions;
using TutorPipeline.Kernel.Execution;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel;

/// <summary>The base of a build class. Its properties of type <see cref="Target"/>, and those of its components, are the targets.</summary>
public abstract class NukeBuild : INukeBuild
{
    private ParameterValues values = new();

    /// <inheritdoc/>
    public AbsolutePath RootDirectory { get; private set; } = AbsolutePath.Create(Directory.GetCurrentDirectory());

    /// <inheritdoc/>
    public AbsolutePath TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    /// <inheritdoc/>
    public bool IsLocalBuild => !IsServerBuild;

    /// <inheritdoc/>
    public bool IsServerBuild { get; private set; }

    /// <summary>Set by a target that wants another exit code than 0 for a run that did not fail, such as 3 for "there are changes".</summary>
    public int? ExitCode { get; set; }

    /// <inheritdoc/>
    public T? TryGetValue<T>(Expression<Func<T?>> parameterExpression)
        where T : class => (T?)Find(parameterExpression);

    /// <inheritdoc/>
    public T? TryGetValue<T>(Expression<Func<object>> parameterExpression) => (T?)Find(parameterExpression);

    /// <summary>Takes over what a call set; done once, before any target or rule runs.</summary>
    internal void Accept(AbsolutePath root, bool isServerBuild, ParameterValues given, ParameterCatalog catalog)
    {
        RootDirectory = root;
        IsServerBuild = isServerBuild;
        values = given;
        ParameterInjection.Inject(this, given, catalog);
        OnBuildInitialized();
    }

    /// <summary>Whether an exception of a target says all that a person needs, so that its stack is shown at verbose level only.</summary>
    /// <param name="exception">What a target threw.</param>
    internal bool SaysAll(Exception exception) => IsExpected(exception);

    /// <summary>Runs a build: the whole of a <c>Main</c> method.</summary>
    /// <typeparam name="T">The build class.</typeparam>
    /// <param name="defaultTargets">The targets that run when the call names none; without them, it prints help.</param>
    /// <returns>0 done, 1 a target failed, 2 wrong usage, 130 or 143 interrupted, or <see cref="ExitCode"/>.</returns>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargets)
        where T : NukeBuild, new() => BuildRun.Execute(new T(), BuildSurroundings.OfThisProcess(), defaultTargets);

    /// <summary>Called when parameters have their values and nothing has begun.</summary>
    protected virtual void OnBuildInitialized()
    {
    }

    /// <summary>Whether an exception is one that says all a person needs; others are shown with their stack.</summary>
    /// <param name="exception">What a target threw.</param>
    /// <returns>False unless overridden.</returns>
    protected virtual bool IsExpected(Exception exception) => false;

    // The member's name is all that is needed of the expression; compiling it would cost more than the rest of a start.
    private object? Find(LambdaExpression expression)
    {
        var body = expression.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : expression.Body;
        return body is MemberExpression member
            ? values.TryGet(member.Member.Name, out var value) ? value : null
            : throw new ArgumentException($"'{expression}' does not name a parameter; write () => TheParameter.", nameof(expression));
    }
}
