using System.Diagnostics.CodeAnalysis;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Tests.Invocation;

internal enum SampleEngine
{
    Terraform,
    Pulumi,
}

internal sealed record SampleRule(string Name, int Port);

internal sealed record SampleColour : IParsable<SampleColour>
{
    private readonly string name;

    private SampleColour(string name) => this.name = name;

    public static SampleColour Parse(string s, IFormatProvider? provider) => s is "red" or "blue"
        ? new SampleColour(s)
        : throw new FormatException("a colour is red or blue");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SampleColour result)
    {
        result = s is "red" or "blue" ? new SampleColour(s) : null;
        return result is not null;
    }

    public override string ToString() => name;
}

internal interface IMySqlServer
{
    [Parameter("Port of the MySQL server.")]
    int MySqlPort => 3306;

    [Parameter("How long backups are kept.")]
    TimeSpan MySqlRetention => TimeSpan.FromHours(26);

    [Parameter("Password of the MySQL server's root user.")]
    [Secret]
    string? MySqlPassword => null;
}

internal interface INetworkParts
{
    [Parameter("Names of the zones.", Separator = ",")]
    string[] Zones => ["a", "b"];

    [Parameter("Ports that are open to everybody.")]
    IReadOnlyList<int> OpenPorts => [80, 443];

    [Parameter("Engine that provisions.")]
    SampleEngine InfraEngine => SampleEngine.Terraform;

    [Parameter("Colour of the fence.")]
    SampleColour? Fence => null;

    [Parameter("Rules of the fence.")]
    SampleRule[] Rules => [];

    [Parameter("Folder of the maps.")]
    AbsolutePath? Maps => null;

    [Parameter("Whether one gate is enough.")]
    bool SingleGate => true;

    [Parameter("Factor of safety.")]
    double? Factor => null;

    [Parameter("Bytes that may pass.")]
    long? Bytes => null;
}

internal sealed class SampleBuild : IMySqlServer, INetworkParts
{
    [Parameter("Name of the platform.")]
    [Required]
    public string PlatformName => "yourschool";

    [Parameter("Confirms that data may be lost.")]
    [CommandLineOnly]
    public bool AllowDataLoss => false;

    [Parameter("Says nothing to anybody.", List = false)]
    public string? Hidden => throw new InvalidOperationException("The default cannot be read.");

    [Parameter("Field of an old build.", Name = "Count")]
    private readonly int numberOfThings = 3;

    public int Things => numberOfThings;
}

internal static class Sample
{
    public static readonly BuildShape Shape = new(
        typeof(SampleBuild),
        [
            new TargetShape("Clean", "Removes what was built.", [], Listed: true),
            new TargetShape("ProvisionNetwork", "Makes the network.", ["Clean"], Listed: true),
            new TargetShape(
                "Deploy",
                "Brings everything to where it belongs, in the right order, and checks that it is there.",
                ["Clean", "ProvisionNetwork"], Listed: true),
            new TargetShape("ShowSecret", null, [], Listed: false),
        ],
        ["Deploy"]);

    public static readonly ParameterCatalog Catalog = ParameterCatalog.Of(typeof(SampleBuild));
}
