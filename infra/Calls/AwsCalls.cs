using System.Net;
using Amazon.Runtime;
using TutorPipeline.Infra.Access;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Calls;

/// <summary>
/// Calls the few AWS operations for which no package is used, with the AWS SDK's own signature and retries. Safe for use by several
/// threads; one is enough for a run.
/// </summary>
public sealed class AwsCalls : IDisposable
{
    private readonly Lazy<AWSCredentials> credentials;
    private readonly string? endpoint;
    private readonly Dictionary<AwsService, AwsClient> clients = [];
    private readonly Lock gate = new();

    /// <summary>Makes the calls possible; nothing is looked for or sent yet.</summary>
    /// <param name="access">Whose calls they are, in which region, and where they go.</param>
    public AwsCalls(AwsAccess access)
        : this(access.Credentials, access.Region, access.Endpoint)
    {
    }

    internal AwsCalls(Func<AWSCredentials> credentials, string region, Uri? endpoint) =>
        (this.credentials, Region, this.endpoint) = (new(credentials), region, endpoint?.AbsoluteUri.TrimEnd('/'));

    /// <summary>The region in which services are asked.</summary>
    public string Region { get; }

    /// <summary>Sends one call.</summary>
    /// <exception cref="AwsAccessException">There are no credentials.</exception>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached after all attempts.</exception>
    internal async Task<AwsAnswer> SendAsync(AwsCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await Client(call.Service).SendAsync(call, cancellationToken);
        }
        catch (AmazonServiceException exception)
        {
            throw Classify(call, exception);
        }
        catch (Exception exception) when (exception is AmazonClientException or HttpRequestException or IOException or WebException)
        {
            throw new AwsNotAvailableException(call, Address(call), Masked(call, Innermost(exception)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var client in clients.Values)
            {
                client.Dispose();
            }

            clients.Clear();
        }
    }

    private AwsClient Client(AwsService service)
    {
        lock (gate)
        {
            if (!clients.TryGetValue(service, out var client))
            {
                clients[service] = client = new AwsClient(service, credentials.Value, Region, endpoint);
            }

            return client;
        }
    }

    private AwsCallException Classify(AwsCall call, AmazonServiceException exception)
    {
        var (code, said) = (exception.ErrorCode ?? string.Empty, Masked(call, exception.Message));
        return (int)exception.StatusCode switch
        {
            0 => new AwsNotAvailableException(call, Address(call), Masked(call, Innermost(exception))),
            _ when code is "ExpiredToken" or "ExpiredTokenException" or "InvalidClientTokenId" or "UnrecognizedClientException"
                or "SignatureDoesNotMatch" or "InvalidSignatureException" or "AuthFailure" or "RequestExpired"
                => new AwsCredentialsRefusedException(call, code, said),
            _ when code.Contains("Throttl", StringComparison.Ordinal) || code is "RequestLimitExceeded" or "TooManyRequestsException"
                => new AwsThrottledException(call, code, said),
            _ when code is "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation"
                => new AwsDeniedException(call, code, said),
            >= 500 => new AwsNotAvailableException(
                call, Address(call), $"it answered {(int)exception.StatusCode} ({(said.Length == 0 ? "and said nothing" : said)})"),
            var status => new AwsRefusedException(call, status, code, said),
        };
    }

    private string Address(AwsCall call) => endpoint ?? call.Service.Url(Region);

    private static string Innermost(Exception exception) => exception.GetBaseException().Message.TrimEnd('.');

    // AWS may repeat an argument that it does not like.
    private static string Masked(AwsCall call, string text) =>
        (call.Secret is { } secret ? text.Replace(secret.Reveal(), Secret.Mask, StringComparison.Ordinal) : text).TrimEnd('.');
}
