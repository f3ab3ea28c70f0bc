using System.Linq.Expressions;

namespace TutorPipeline.Kernel;

/// <summary>What a component sees of the build it belongs to. Components are interfaces that derive from this one.</summary>
public interface INukeBuild
{
    /// <summary>The folder that holds <c>.nuke</c>.</summary>
    AbsolutePath RootDirectory { get; }

    /// <summary><c>.nuke/temp</c>: never committed.</summary>
    AbsolutePath TemporaryDirectory { get; }

    /// <summary>Whether a person runs it.</summary>
    bool IsLocalBuild { get; }

    /// <summary>Whether a CI service runs it.</summary>
    bool IsServerBuild { get; }

    /// <summary>The value of a parameter of reference type, or null when nothing sets it.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="parameterExpression">The parameter itself: <c>() => Name</c>.</param>
    T? TryGetValue<T>(Expression<Func<T?>> parameterExpression)
        where T : class;

    /// <summary>The value of a parameter of value type: <c>TryGetValue&lt;int?&gt;(() => Count) ?? 3</c>.</summary>
    /// <typeparam name="T">The parameter's type, nullable.</typeparam>
    /// <param name="parameterExpression">The parameter itself, boxed.</param>
    T? TryGetValue<T>(Expression<Func<object>> parameterExpression);
}
