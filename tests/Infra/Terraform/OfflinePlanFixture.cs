using System.Net;
using System.Net.Sockets;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Tests.Stacks;
using Xunit;

[assembly: AssemblyFixture(typeof(TutorPipeline.Infra.Tests.Terraform.OfflinePlanFixture))]

namespace TutorPipeline.Infra.Tests.Terraform;

/// <summary>
/// Three stacks, planned once by the real Terraform for all tests that look at the result. Everything that would leave the machine goes
/// to a proxy that never answers.
/// </summary>
public sealed class OfflinePlanFixture : IDisposable
{
    private static readonly string[] Stacks = ["network", "cluster-managed", "registry"];

    internal static readonly PlanRequest DryRun = new("123456789012", "courses/any/terraform.tfstate") { IsDryRun = true };

    private readonly Lazy<Task<Dictionary<string, EnginePlan>>> plans;
    private readonly TemporaryFolder folder = new();
    private readonly TcpListener proxy = new(IPAddress.Loopback, 0);

    /// <summary>Prepares; nothing is planned before it is asked for.</summary>
    public OfflinePlanFixture() => plans = new(() => PlanAsync(RealTerraform.OrSkip().Mirror));

    /// <summary>Whether anything tried to leave the machine.</summary>
    public bool SomethingReachedOut => proxy.Pending();

    /// <summary>The folder of a planned stack.</summary>
    public string FolderOf(string shape) => folder[shape];

    internal static StackFiles Files(string shape) => TerraformJson.Emit(Reference.Shapes[shape]);

    /// <summary>The plans by shape; the test is skipped where Terraform or the provider is missing.</summary>
    public async Task<IReadOnlyDictionary<string, EnginePlan>> PlansAsync()
    {
        _ = RealTerraform.OrSkip();
        return await plans.Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        folder.Dispose();
        proxy.Dispose();
    }

    private async Task<Dictionary<string, EnginePlan>> PlanAsync(string mirror)
    {
        proxy.Start();
        var tools = new RealTools(
            ("HTTPS_PROXY", $"http://{proxy.LocalEndpoint}"), ("HTTP_PROXY", $"http://{proxy.LocalEndpoint}"), ("NO_PROXY", ""));
        var engine = new TerraformEngine(tools, new ProviderMirrors([mirror]));
        var made = await Task.WhenAll(Stacks.Select(async shape =>
        {
            var files = Files(shape);
            await StackFolder.WriteAsync(FolderOf(shape), files, CancellationToken.None);
            return (shape, Plan: await engine.PlanAsync(files, FolderOf(shape), DryRun, new NoReport(), CancellationToken.None));
        }));
        return made.ToDictionary(item => item.shape, item => item.Plan);
    }
}
