using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>
/// What turns a stack's configuration into one that the provider plans without any request. Terraform merges files of this name over the
/// others, so that <c>main.tf.json</c> is the same offline and online.
/// </summary>
internal static class OfflineOverride
{
    public const string File = "offline_override.tf.json";

    // Where the account is not asked for, a list of allowed ones would refuse every plan.
    private const string Settings =
        """
        {
          "access_key": "offline",
          "secret_key": "offline",
          "allowed_account_ids": null,
          "skip_credentials_validation": true,
          "skip_metadata_api_check": "true",
          "skip_region_validation": true,
          "skip_requesting_account_id": true
        }
        """;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>One set of settings for each provider of the stack: they are merged by alias.</summary>
    public static string Text(JsonElement main)
    {
        var providers = new JsonArray();
        foreach (var provider in main.GetProperty("provider").GetProperty("aws").EnumerateArray())
        {
            var settings = JsonNode.Parse(Settings)!.AsObject();
            if (provider.TryGetProperty("alias", out var alias))
            {
                settings["alias"] = alias.GetString();
            }

            providers.Add(settings);
        }

        return new JsonObject { ["provider"] = new JsonObject { ["aws"] = providers } }.ToJsonString(Readable) + "\n";
    }

    /// <summary>
    /// Variables for the run: stand-ins for the stack's secrets, and nothing of the person's own AWS settings, on which a plan without
    /// requests must not depend.
    /// </summary>
    public static Dictionary<string, string?> Variables(JsonElement main, string noFile)
    {
        var variables = new Dictionary<string, string?>
        {
            ["AWS_CONFIG_FILE"] = noFile,
            ["AWS_SHARED_CREDENTIALS_FILE"] = noFile,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
        foreach (var name in (string[])
            ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL",
             "AWS_CA_BUNDLE", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"])
        {
            variables[name] = null;
        }

        if (main.TryGetProperty("variable", out var inputs))
        {
            foreach (var input in inputs.EnumerateObject())
            {
                if (input.Value.TryGetProperty("sensitive", out var sensitive) && sensitive.ValueKind == JsonValueKind.True)
                {
                    variables[$"TF_VAR_{input.Name}"] = "not-made-in-a-dry-run";
                }
            }
        }

        return variables;
    }
}
