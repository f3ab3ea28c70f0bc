using System.Globalization;
using System.Text.Json;
using TutorPipeline.Benchmarks;

// Usage: dotnet run -c Release --project tests/Benchmarks -- ROOT
if (args is [ApplyBenchmarks.Verb, var file, var kubeconfig])
{
    return ApplyBenchmarks.Deploy(file, kubeconfig);
}

var root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
var measurements = KernelBenchmarks.Run()
    .Concat(InfrastructureBenchmarks.Run(root))
    .Concat(ImageBenchmarks.Run(root))
    .Concat(ApplyBenchmarks.Run(root))
    .Concat(LauncherBenchmarks.Run(root))
    .ToList();

Console.WriteLine();
Console.WriteLine($"{"Measurement",-58} {"Value",10} {"Limit",10}  Verdict  How");
foreach (var m in measurements)
{
    var limit = m.Limit is { } l ? l.ToString("0.###", CultureInfo.InvariantCulture) : "-";
    Console.WriteLine($"{m.Name,-58} {m.Value.ToString("0.###", CultureInfo.InvariantCulture) + " " + m.Unit,10} {limit,10}  {Verdict(m),-7}  {m.How}");
}

var report = Path.Combine(root, "artifacts", "benchmarks.json");
Directory.CreateDirectory(Path.GetDirectoryName(report)!);
File.WriteAllText(report, JsonSerializer.Serialize(
    new { schemaVersion = 1, at = DateTimeOffset.UtcNow, cores = Environment.ProcessorCount, measurements }, JsonSerializerOptions.Web));
return measurements.Any(m => m.Value > m.Limit) ? 1 : 0;

static string Verdict(Measurement m) => m.Limit is null ? "-" : m.Value <= m.Limit ? "met" : "missed";
