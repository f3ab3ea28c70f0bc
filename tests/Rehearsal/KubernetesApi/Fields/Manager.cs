using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>One entry of <c>managedFields</c>: who owns which fields, and how they came by them.</summary>
internal sealed class Manager(string name, string operation, string apiVersion, string? subresource)
{
    public string Name => name;

    public string Operation => operation;

    public string ApiVersion => apiVersion;

    public string? Subresource => subresource;

    public string? Time { get; set; }

    public HashSet<string> Fields { get; init; } = [];

    public bool Is(Manager other) =>
        Name == other.Name && Operation == other.Operation && Subresource == other.Subresource
        && (Operation == "Apply" || ApiVersion == other.ApiVersion);

    /// <summary>The manager as conflicts name it.</summary>
    public string Display()
    {
        if (Operation != "Update")
        {
            return $"\"{Name}\"";
        }

        return Subresource is null ? $"\"{Name}\" using {ApiVersion}" : $"\"{Name}\" with subresource \"{Subresource}\" using {ApiVersion}";
    }

    public static List<Manager> Read(JsonObject? value)
    {
        var managers = new List<Manager>();
        foreach (var entry in value?["metadata"]?["managedFields"] as JsonArray ?? [])
        {
            managers.Add(new Manager(
                (string?)entry!["manager"] ?? "", (string?)entry["operation"] ?? "", (string?)entry["apiVersion"] ?? "",
                (string?)entry["subresource"])
            {
                Time = (string?)entry["time"],
                Fields = FieldSet.Read(entry["fieldsV1"]),
            });
        }

        return managers;
    }

    /// <summary>Puts the entries into the object, appliers first, as a real server orders them; empty ones go.</summary>
    public static void Write(JsonObject value, List<Manager> managers)
    {
        managers.RemoveAll(m => m.Fields.Count == 0);
        managers.Sort((a, b) => Compare(
            string.CompareOrdinal(a.Operation, b.Operation), string.CompareOrdinal(a.Time ?? "", b.Time ?? ""),
            string.CompareOrdinal(a.Name, b.Name), string.CompareOrdinal(a.Subresource ?? "", b.Subresource ?? "")));
        var entries = new JsonArray();
        foreach (var manager in managers)
        {
            entries.Add(manager.ToJson());
        }

        var metadata = value["metadata"]!.AsObject();
        metadata.Remove("managedFields");
        if (entries.Count > 0)
        {
            metadata["managedFields"] = entries;
        }
    }

    private JsonObject ToJson()
    {
        var entry = new JsonObject { ["manager"] = Name, ["operation"] = Operation, ["apiVersion"] = ApiVersion };
        if (Time is not null)
        {
            entry["time"] = Time;
        }

        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = FieldSet.Write(Fields);
        if (Subresource is not null)
        {
            entry["subresource"] = Subresource;
        }

        return entry;
    }

    private static int Compare(params int[] orders)
    {
        foreach (var order in orders)
        {
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
