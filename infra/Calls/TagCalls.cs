using System.Text.Json.Nodes;

namespace TutorPipeline.Infra.Calls;

/// <summary>A resource that carries a tag that was looked for.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Tags">All of its tags.</param>
public sealed record TaggedResource(string Arn, IReadOnlyDictionary<string, string> Tags);

/// <summary>Finds resources by their tags.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class TagCalls(AwsCalls aws)
{
    /// <summary>Finds resources of some types that carry a tag.</summary>
    /// <param name="key">The tag's key.</param>
    /// <param name="value">The tag's value.</param>
    /// <param name="types">The types, such as <c>ec2:volume</c>.</param>
    /// <param name="cancellationToken">Ends the calls early.</param>
    /// <returns>The resources; AWS lists some that were deleted a short while ago.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<IReadOnlyList<TaggedResource>> FindAsync(
        string key, string value, IReadOnlyList<string> types, CancellationToken cancellationToken)
    {
        var found = new List<TaggedResource>();
        var page = string.Empty;
        do
        {
            var call = AwsCall.Json(
                AwsService.Tags,
                "ResourceGroupsTaggingAPI_20170126",
                "GetResources",
                $"resources with the tag {key}={value}",
                Body(key, value, types, page));
            var answer = (await aws.SendAsync(call, cancellationToken)).Json();
            foreach (var resource in answer["ResourceTagMappingList"]?.AsArray() ?? [])
            {
                found.Add(Read(resource!));
            }

            page = answer["PaginationToken"]?.GetValue<string>() ?? string.Empty;
        }
        while (page.Length > 0);
        return found;
    }

    private static JsonObject Body(string key, string value, IReadOnlyList<string> types, string page)
    {
        var body = new JsonObject
        {
            ["TagFilters"] = new JsonArray(new JsonObject { ["Key"] = key, ["Values"] = new JsonArray(value) }),
            ["ResourceTypeFilters"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
        };
        if (page.Length > 0)
        {
            body["PaginationToken"] = page;
        }

        return body;
    }

    private static TaggedResource Read(JsonNode resource)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in resource["Tags"]?.AsArray() ?? [])
        {
            tags[tag!["Key"]!.GetValue<string>()] = tag["Value"]?.GetValue<string>() ?? string.Empty;
        }

        return new(resource["ResourceARN"]!.GetValue<string>(), tags);
    }
}
