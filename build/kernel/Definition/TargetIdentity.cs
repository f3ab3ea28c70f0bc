using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TutorPipeline.Kernel.Definition;

/// <summary>
/// Delegate equality with a hash that differs between the lambdas of one build: the one of <see cref="Delegate"/> sees the build only,
/// which would make every look-up a walk through all targets.
/// </summary>
internal sealed class TargetIdentity : IEqualityComparer<Target>
{
    /// <summary>The one instance.</summary>
    public static TargetIdentity Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(Target? x, Target? y) => ReferenceEquals(x, y) || (x is not null && x.Equals(y));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] Target obj) => HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Target), obj.Method);
}
