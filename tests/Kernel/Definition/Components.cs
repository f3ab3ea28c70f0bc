using TutorPipeline.Kernel.Tests.Execution;

namespace TutorPipeline.Kernel.Tests.Definition;

internal interface IRecords : INukeBuild
{
    void Record(string what);
}

internal interface IRestore : IRecords
{
    Target Restore => _ => _.Description("Fetches packages.").Executes(() => Record("component's Restore"));
}

internal interface ICompile : IRestore
{
    Target Compile => _ => _.DependsOn<IRestore>().Executes(() => Record("component's Compile"));
}

internal interface IPair : INukeBuild
{
    Target Left => _ => _;

    Target Right => _ => _;
}

internal interface IAbsent : INukeBuild
{
    Target Absent => _ => _;
}

internal interface IOtherRestore : INukeBuild
{
    Target Restore => _ => _;
}

internal abstract class Middle : Recorder
{
    public virtual Target Pack => _ => _.Executes(() => Record("Middle.Pack"));

    private protected Target OfTheBase => _ => _;
}

internal abstract class Upper : Middle
{
    public override Target Pack => _ => _.Base().Executes(() => Record("Upper.Pack"));
}

internal sealed class FullBuild : Upper, ICompile
{
    public override Target Pack => _ => _.DependsOn(Own).Base().Executes(() => Record("FullBuild.Pack"));

    public Target Restore => _ => _.Executes(() => Record("own Restore")).Inherit<IRestore>();

    public Target Late => _ => _.DependsOn<ICompile>(x => x.Compile).TryDependsOn<IAbsent>().TryAfter<IAbsent>(x => x.Absent);

    private Target Own => _ => _.Unlisted().Executes(() => Record("Own"));
}

internal sealed class ExplicitBuild : Recorder, IRestore
{
    public Target Use => _ => _.DependsOn<IRestore>(x => x.Restore);

    Target IRestore.Restore => _ => _.Inherit<IRestore>(x => x.Restore).Executes(() => Record("explicit Restore"));
}
