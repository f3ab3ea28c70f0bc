namespace TutorPipeline.Infra.Calls;

/// <summary>An OIDC provider of IAM.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Url">Its issuer.</param>
/// <param name="Audiences">For whom its tokens may be made.</param>
public sealed record OidcProvider(string Arn, string Url, IReadOnlyList<string> Audiences);

/// <summary>The operations of IAM that the pipeline needs for OIDC providers. It has none that deletes.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class OidcCalls(AwsCalls aws)
{
    /// <summary>Reads a provider.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The provider, or null when there is none of that ARN.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<OidcProvider?> FindAsync(string arn, CancellationToken cancellationToken)
    {
        try
        {
            var answer = (await aws.SendAsync(
                AwsCall.Query(AwsService.Identity, "GetOpenIDConnectProvider", arn, [("OpenIDConnectProviderArn", arn)]),
                cancellationToken)).Xml();
            return new(
                arn,
                answer.All("Url").FirstOrDefault()?.Value ?? string.Empty,
                [.. answer.Entries("ClientIDList").Select(audience => audience.Value)]);
        }
        catch (AwsRefusedException exception) when (exception.Code is "NoSuchEntity" or "NoSuchEntityException")
        {
            return null;
        }
    }

    /// <summary>Makes a provider.</summary>
    /// <param name="url">Its issuer, an https URL.</param>
    /// <param name="audience">For whom its tokens may be made.</param>
    /// <param name="tags">What it is marked with.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Its ARN.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<string> CreateAsync(
        string url, string audience, IReadOnlyList<KeyValuePair<string, string>> tags, CancellationToken cancellationToken)
    {
        var fields = new List<(string, string)> { ("Url", url), ("ClientIDList.member.1", audience) };
        for (var i = 0; i < tags.Count; i++)
        {
            fields.Add(($"Tags.member.{i + 1}.Key", tags[i].Key));
            fields.Add(($"Tags.member.{i + 1}.Value", tags[i].Value));
        }

        var answer = await aws.SendAsync(
            AwsCall.Query(AwsService.Identity, "CreateOpenIDConnectProvider", url, fields), cancellationToken);
        return answer.Xml().All("OpenIDConnectProviderArn").First().Value;
    }

    /// <summary>Lets a provider's tokens be made for one more audience.</summary>
    /// <param name="arn">The provider.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A task that ends when it is done.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public Task AddAudienceAsync(string arn, string audience, CancellationToken cancellationToken) => aws.SendAsync(
        AwsCall.Query(
            AwsService.Identity,
            "AddClientIDToOpenIDConnectProvider",
            arn,
            [("OpenIDConnectProviderArn", arn), ("ClientID", audience)]),
        cancellationToken);
}
