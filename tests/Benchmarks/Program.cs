using System.Globalization;
using System.Text.Json;
using TutorPipeline.Benchmarks;

// Usage: dotnet run -c Release --project tests/Benchmarks -- ROOT
if (args is [ApplyBenchmarks.Verb, var file, var kubeconfig])
{
    return ApplyBenchmarks.Deploy(file, kubeconfig);
}

var root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
(string Name, Func<IEnumerable<Measurement>> Run)[] groups =
[
    ("kernel", KernelBenchmarks.Run), ("infrastructure", () => InfrastructureBenchmarks.Run(root)), ("images", () => ImageBenchmarks.Run(root)),
    ("apply", () => ApplyBenchmarks.Run(root)), ("launcher", () => LauncherBenchmarks.Run(root)),
];
var only = Environment.GetEnvironmentVariable("BENCHMARK_ONLY");
if (only is not null && !groups.Any(group => group.Name == only))
{
    Console.Error.WriteLine($"BENCHMARK_ONLY is '{only}'; it can be {string.Join(", ", groups.Select(group => group.Name))}.");
    return 2;
}

var measurements = groups.Where(group => only is null || group.Name == only).SelectMany(group => group.Run()).ToList();

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
