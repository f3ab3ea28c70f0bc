using System.Diagnostics;
using System.Text.RegularExpressions;
using TutorPipeline.Infra.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Model;

/// <summary>Compiles wrong stacks with the real compiler: what must not be possible is an error on the line that tries it.</summary>
public static partial class WrongWiringTests
{
    private static readonly (string Code, string Error)[] Attempts =
    [
        ("_ = new AwsSubnet(\"a\") { VpcId = vpc.Id };", "none"),
        ("_ = new AwsSubnet(\"no_vpc\");", "CS9035"),
        ("_ = new AwsSubnet(\"whole_resource\") { VpcId = vpc };", "CS0029"),
        ("_ = new AwsSubnet(\"list_for_one\") { VpcId = endpoint.SubnetIds };", "CS0029"),
        ("_ = new AwsSubnet(\"flag_for_text\") { VpcId = vpc.EnableDnsSupport };", "CS0029"),
        ("_ = new AwsVpc(\"computed\") { Arn = \"arn:aws:ec2\" };", "CS0200"),
        ("_ = new AwsVpcEndpoint(\"one_for_list\") { VpcId = vpc.Id, SubnetIds = vpc.Id };", "CS0029"),
        ("_ = new AwsVpcSecurityGroupEgressRule(\"text_for_number\") { SecurityGroupId = vpc.Id, IpProtocol = \"tcp\", ToPort = vpc.Id };",
            "CS0029"),
        ("_ = new AwsDbInstance(\"secret_in_state\") { InstanceClass = \"db.t4g.small\", Password = secret };", "CS0029"),
        ("_ = new AwsDbInstance(\"open_secret\") { InstanceClass = \"db.t4g.small\", PasswordWo = \"root\" };", "CS0029"),
        ("_ = new AwsDbInstance(\"typo\") { InstanceClas = \"db.t4g.small\" };", "CS0117"),
        ("_ = Cluster.Define(cluster, registry);", "CS1503"),
    ];

    [Fact]
    public static void Wrong_wiring_does_not_compile()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "dotnet is not on PATH; install the SDK that global.json names.");
        var folder = Directory.CreateTempSubdirectory("wiring").FullName;
        File.WriteAllText(Path.Combine(folder, "wiring.csproj"), Project());
        File.WriteAllText(Path.Combine(folder, "Wiring.cs"), Source());

        var errors = Compile(program!, folder);

        Assert.Equal(
            Attempts.Select(attempt => $"{attempt.Error}: {attempt.Code}"),
            Attempts.Select((attempt, index) => $"{errors.GetValueOrDefault(index + 1, "none")}: {attempt.Code}"));
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"Wiring\.cs\((?<line>\d+),\d+\): error (?<code>CS\d+)")]
    private static partial Regex ErrorLine { get; }

    private static Dictionary<int, string> Compile(string program, string folder)
    {
        // A compiler server of its own would outlive the test.
        string[] arguments = ["build", "-v", "q", "--nologo", "-p:UseSharedCompilation=false", "-nodeReuse:false", folder];
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return ErrorLine.Matches(output)
            .GroupBy(match => int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture))
            .ToDictionary(line => line.Key, line => line.First().Groups["code"].Value);
    }

    private static string Project() =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup>
            <Reference Include="{typeof(StackBuilder).Assembly.Location}" />
            <Reference Include="{typeof(TutorPipeline.Model.Change).Assembly.Location}" />
          </ItemGroup>
        </Project>
        """;

    private static string Source() =>
        $$"""
        using TutorPipeline.Infra.Aws;
        using TutorPipeline.Infra.Model;
        using TutorPipeline.Infra.Stacks;
        #line 1
        {{string.Join('\n', Attempts.Select((attempt, index) => $"partial class Wiring {{ void Attempt{index}() {{ {attempt.Code} }} }}"))}}
        #line 1000
        partial class Wiring
        {
            readonly AwsVpc vpc = null!;
            readonly AwsSecurityGroup group = null!;
            readonly AwsVpcEndpoint endpoint = null!;
            readonly SecretInput secret = null!;
            readonly ClusterSettings cluster = null!;
            readonly Upstream<TutorPipeline.Model.RegistryOutputs> registry = null!;
        }
        """;
}
