using System.Reflection;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>One parameter of a build: a field or property marked <c>[Parameter]</c>.</summary>
/// <param name="Name">The member's name, or the one that its attribute gives it; also its key in parameter files.</param>
/// <param name="Type">The member's type, which may be nullable.</param>
/// <param name="Description">Its sentence, or null.</param>
/// <param name="IsSecret">Whether it is masked everywhere and comes from the environment only.</param>
/// <param name="IsRequired">Whether it must have a value whatever is run.</param>
/// <param name="IsCommandLineOnly">Whether files and environment variables may not set it.</param>
/// <param name="IsListed">Whether help and completion show it.</param>
/// <param name="Separator">What separates the items of an array given as one text; null when nothing does.</param>
/// <param name="DeclaringType">The class or component that declares it.</param>
/// <param name="Member">The field or property itself.</param>
internal sealed record ParameterMember(
    string Name,
    Type Type,
    string? Description,
    bool IsSecret,
    bool IsRequired,
    bool IsCommandLineOnly,
    bool IsListed,
    string? Separator,
    Type DeclaringType,
    MemberInfo Member)
{
    private string? optionName;
    private string? environmentName;

    /// <summary>Its option: <c>--mysql-port</c>. Made when first needed, as most calls need few of them.</summary>
    public string OptionName => optionName ??= ParameterName.ToOption(Name);

    /// <summary>Its environment variable: <c>NUKE_MYSQL_PORT</c>.</summary>
    public string EnvironmentName => environmentName ??= ParameterName.ToVariable(Name);

    /// <summary>Reads the member; what its getter throws arrives as <see cref="TargetInvocationException"/>.</summary>
    public object? ReadFrom(object build) =>
        Member is PropertyInfo property ? property.GetValue(build) : ((FieldInfo)Member).GetValue(build);
}
