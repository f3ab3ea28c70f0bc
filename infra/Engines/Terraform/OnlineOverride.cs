using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>
/// What a stack's configuration needs to be planned and applied for real: where its state is kept and, at an emulator, where AWS is.
/// Terraform merges files of this name over the others, so that <c>main.tf.json</c> is the same offline and online.
/// </summary>
internal static class OnlineOverride
{
    public const string File = "online_override.tf.json";

    /// <summary>Import blocks cannot stand in an override file.</summary>
    public const string ImportFile = "imports.tf.json";

    // An emulator answers what it lacks with 500, which the provider would otherwise repeat for minutes.
    private const string AtAnEmulator =
        """
        {
          "max_retries": 2,
          "s3_use_path_style": true,
          "skip_metadata_api_check": "true",
          "skip_region_validation": true
        }
        """;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The backend, and the settings of each provider at an emulator: they are merged by alias.</summary>
    public static string Text(JsonElement main, JsonObject backend, bool isEmulator)
    {
        var text = new JsonObject { ["terraform"] = new JsonObject { ["backend"] = backend.DeepClone() } };
        if (isEmulator)
        {
            var providers = new JsonArray();
            foreach (var provider in main.GetProperty("provider").GetProperty("aws").EnumerateArray())
            {
                var settings = JsonNode.Parse(AtAnEmulator)!.AsObject();
                if (provider.TryGetProperty("alias", out var alias))
                {
                    settings["alias"] = alias.GetString();
                }

                providers.Add(settings);
            }

            text["provider"] = new JsonObject { ["aws"] = providers };
        }

        return text.ToJsonString(Readable) + "\n";
    }

    /// <summary>Blocks that take over what exists.</summary>
    public static string Imports(IReadOnlyDictionary<string, string> idsByAddress)
    {
        var blocks = new JsonArray();
        foreach (var (address, id) in idsByAddress.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            blocks.Add(new JsonObject { ["to"] = address, ["id"] = TerraformText.Escape(id) });
        }

        return new JsonObject { ["import"] = blocks }.ToJsonString(Readable) + "\n";
    }
}
