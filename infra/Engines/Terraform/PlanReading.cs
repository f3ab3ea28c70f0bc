using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Reads what <c>terraform show -json</c> says of a saved plan.</summary>
internal static class PlanReading
{
    /// <summary>The changes, in the order of the stack; what the stack no longer has comes last, by address.</summary>
    public static IReadOnlyList<Change> Changes(StackFiles stack, JsonElement plan)
    {
        if (!plan.TryGetProperty("resource_changes", out var resources))
        {
            return [];
        }

        var details = new PlanDetails(stack, plan);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var address in stack.ResourceAddresses)
        {
            places.Add(address, places.Count);
        }

        var found = new List<(int Place, string Address, Change Change)>();
        foreach (var resource in resources.EnumerateArray())
        {
            if (Kind(resource) is { } kind)
            {
                var address = resource.GetProperty("address").GetString()!;
                var change = resource.GetProperty("change");
                var detail = ImportedId(change) is { } id ? $"taken over from AWS as {id}" : details.Of(kind, address, change);
                var place = places.GetValueOrDefault(address, int.MaxValue);
                found.Add((place, address, new Change(kind, $"{stack.Stack}/{address}", detail)));
            }
        }

        found.Sort((a, b) => a.Place != b.Place ? a.Place.CompareTo(b.Place) : string.CompareOrdinal(a.Address, b.Address));
        return found.ConvertAll(item => item.Change);
    }

    // Reading a data source is no change, and neither is a resource that stays as it is or is only forgotten.
    private static ChangeKind? Kind(JsonElement resource)
    {
        if (resource.GetProperty("mode").GetString() != "managed")
        {
            return null;
        }

        var actions = resource.GetProperty("change").GetProperty("actions");
        return actions.GetArrayLength() == 2
            ? ChangeKind.Replace
            : actions[0].GetString() switch
            {
                "create" => ChangeKind.Create,
                "update" => ChangeKind.Update,
                "delete" => ChangeKind.Delete,
                _ => ImportedId(resource.GetProperty("change")) is null ? null : ChangeKind.Update,
            };
    }

    private static string? ImportedId(JsonElement change) =>
        change.TryGetProperty("importing", out var importing) && importing.ValueKind == JsonValueKind.Object
        && importing.TryGetProperty("id", out var id) ? id.GetString() : null;
}
