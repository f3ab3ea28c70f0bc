using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Says of each change what a reader needs to judge it, and never what is sensitive.</summary>
internal sealed class PlanDetails
{
    private const int FactsShown = 2;

    private readonly Dictionary<string, JsonElement> expressions = new(StringComparer.Ordinal);
    private readonly HashSet<string> placeholders = new(StringComparer.Ordinal);
    private readonly string knownAfter;

    public PlanDetails(StackFiles stack, JsonElement plan)
    {
        knownAfter = string.Join(", ", stack.PlaceholdersFrom);
        if (stack.PlaceholdersFrom.Count > 0)
        {
            using var inputs = JsonDocument.Parse(stack.InputsJson);
            foreach (var input in inputs.RootElement.EnumerateObject())
            {
                placeholders.Add($"var.{input.Name}");
            }
        }

        if (plan.TryGetProperty("configuration", out var configuration)
            && configuration.GetProperty("root_module").TryGetProperty("resources", out var resources))
        {
            foreach (var resource in resources.EnumerateArray())
            {
                if (resource.TryGetProperty("expressions", out var arguments))
                {
                    expressions[resource.GetProperty("address").GetString()!] = arguments;
                }
            }
        }
    }

    /// <summary>The detail of one change, or null when its address says all.</summary>
    public string? Of(ChangeKind kind, string address, JsonElement change)
    {
        var facts = kind switch
        {
            ChangeKind.Create => Telling(address, change),
            ChangeKind.Update => Differences(change),
            ChangeKind.Replace => Forced(change),
            _ => [],
        };
        if (kind != ChangeKind.Delete && expressions.TryGetValue(address, out var arguments))
        {
            facts.AddRange(NotKnownYet(arguments));
        }

        return facts.Count == 0 ? null : string.Join(", ", facts);
    }

    // The same words as the list of a stack without Terraform, so that both read alike. A value that the provider computes is told only
    // where the configuration sets it.
    private List<string> Telling(string address, JsonElement change)
    {
        var facts = new List<string>(FactsShown);
        var hasArguments = expressions.TryGetValue(address, out var arguments);
        foreach (var name in StackListing.Telling)
        {
            if (facts.Count < FactsShown
                && (!hasArguments || arguments.TryGetProperty(name, out _))
                && PlanValue.Text(change, "after", name) is { } text)
            {
                facts.Add($"{Words(name)} {text}");
            }
        }

        if (facts.Count == 0 && PlanValue.NameTag(change) is { } tag)
        {
            facts.Add($"name {tag}");
        }

        return facts;
    }

    private static List<string> Differences(JsonElement change) =>
        PlanValue.Differing(change).ConvertAll(name =>
            $"{Words(name)} {PlanValue.Text(change, "before", name) ?? "…"} → {PlanValue.Text(change, "after", name) ?? "…"}");

    private static List<string> Forced(JsonElement change)
    {
        var facts = new List<string>();
        if (change.TryGetProperty("replace_paths", out var paths))
        {
            foreach (var path in paths.EnumerateArray())
            {
                facts.Add($"forced by {Words(string.Join('.', path.EnumerateArray()))}");
            }
        }

        return facts;
    }

    private IEnumerable<string> NotKnownYet(JsonElement arguments)
    {
        if (placeholders.Count == 0)
        {
            yield break;
        }

        foreach (var argument in arguments.EnumerateObject())
        {
            if (RefersToPlaceholder(argument.Value))
            {
                yield return $"{Words(argument.Name)} (known after {knownAfter})";
            }
        }
    }

    private bool RefersToPlaceholder(JsonElement expression) => expression.ValueKind switch
    {
        JsonValueKind.Array => expression.EnumerateArray().Any(RefersToPlaceholder),
        JsonValueKind.Object when expression.TryGetProperty("references", out var references) =>
            references.EnumerateArray().Any(reference => placeholders.Contains(reference.GetString()!)),
        JsonValueKind.Object => expression.EnumerateObject().Any(nested => RefersToPlaceholder(nested.Value)),
        _ => false,
    };

    private static string Words(string name) => name.Replace('_', ' ');
}
