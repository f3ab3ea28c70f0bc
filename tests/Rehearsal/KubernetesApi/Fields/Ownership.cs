using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>Server-side apply, and who owns what after any other change.</summary>
internal static class Ownership
{
    /// <summary>Merges a configuration into the live object and settles ownership.</summary>
    /// <exception cref="ApiException">Another manager owns a field with another value, and force was not given.</exception>
    public static (JsonObject Merged, List<Manager> Managers) Apply(
        JsonObject live, JsonObject configuration, Schema schema, Manager applier, bool force)
    {
        var managers = Manager.Read(live);
        var mine = managers.Find(m => m.Is(applier));
        var claimed = FieldsOf.Applied(configuration, schema);
        var others = managers.Where(m => m != mine).ToList();
        var ownedByOthers = others.SelectMany(m => m.Fields).ToHashSet();

        var merged = Merge.Values(live, configuration, schema)!.AsObject();
        var gone = new HashSet<string>(mine?.Fields ?? []);
        gone.ExceptWith(claimed);
        gone.ExceptWith(ownedByOthers);

        // An update claims a map as well as what is in it; while something in it is claimed, the map itself stays.
        gone.RemoveWhere(path => claimed.Any(field => FieldPath.IsBelow(field, path)));
        Merge.Remove(merged, schema, "", gone, ownedByOthers);

        Settle(others, Comparison.Of(live, merged, schema), force);
        others.Add(new Manager(applier.Name, applier.Operation, applier.ApiVersion, applier.Subresource)
        {
            Time = mine?.Time ?? applier.Time, Fields = claimed,
        });
        return (merged, others);
    }

    /// <summary>Records a change that was not an apply: the changer owns what it changed, and everybody else no longer does.</summary>
    public static List<Manager> Update(JsonObject? live, JsonObject changed, Schema schema, Manager updater)
    {
        var managers = Manager.Read(changed["metadata"]?["managedFields"] is null ? live : changed);
        var comparison = Comparison.Of(live, changed, schema);
        if (comparison.IsEmpty)
        {
            return managers;
        }

        foreach (var other in managers.Where(m => !m.Is(updater)))
        {
            other.Fields.ExceptWith(comparison.Modified);
            other.Fields.ExceptWith(comparison.Added);
            other.Fields.ExceptWith(comparison.Removed);
        }

        var mine = managers.Find(m => m.Is(updater));
        if (mine is null)
        {
            managers.Add(mine = updater);
        }

        var before = new HashSet<string>(mine.Fields);
        mine.Fields.UnionWith(comparison.Modified);
        mine.Fields.UnionWith(comparison.Added);
        mine.Fields.ExceptWith(comparison.Removed);
        mine.Time = mine.Fields.SetEquals(before) ? mine.Time : updater.Time;
        return managers;
    }

    private static void Settle(List<Manager> others, Comparison comparison, bool force)
    {
        var changed = new HashSet<string>(comparison.Modified);
        changed.UnionWith(comparison.Added);
        var conflicts = new List<(string Manager, string Path)>();
        foreach (var other in others)
        {
            foreach (var path in other.Fields.Where(changed.Contains).Order(StringComparer.Ordinal))
            {
                conflicts.Add((other.Display(), FieldPath.Display(path)));
            }

            other.Fields.ExceptWith(changed);
            other.Fields.ExceptWith(comparison.Removed);
        }

        if (conflicts.Count > 0 && !force)
        {
            throw Conflict(conflicts);
        }
    }

    private static ApiException Conflict(List<(string Manager, string Path)> conflicts)
    {
        var causes = new JsonArray();
        foreach (var (manager, path) in conflicts)
        {
            causes.Add(new JsonObject
            {
                ["reason"] = "FieldManagerConflict", ["message"] = $"conflict with {manager}", ["field"] = path,
            });
        }

        var text = conflicts.Count == 1
            ? $"Apply failed with 1 conflict: conflict with {conflicts[0].Manager}: {conflicts[0].Path}"
            : $"Apply failed with {conflicts.Count} conflicts: " + string.Join("\n", conflicts
                .GroupBy(c => c.Manager).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"conflicts with {g.Key}:\n" + string.Join("\n", g.Select(c => $"- {c.Path}"))));
        return new ApiException(409, "Conflict", text, new JsonObject { ["causes"] = causes });
    }
}
