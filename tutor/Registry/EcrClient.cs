using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Signing;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Registry;

/// <summary>
/// Logs in to Amazon's registries with the caller's own AWS credentials: environment, profile, single sign-on, web identity or instance
/// role. There is one operation to call, and so no package of AWS for it
/// (<see href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html">GetAuthorizationToken</see>).
/// </summary>
public sealed class EcrClient
{
    private const string What = "log in to ECR";

    private readonly string region;
    private readonly Uri endpoint;
    private readonly Func<AWSCredentials> credentials;
    private readonly RetryRule rule;
    private readonly TimeProvider time;

    /// <summary>Makes the client; credentials are looked for when a login is wanted.</summary>
    /// <param name="region">The registry's region, such as <c>us-east-1</c>.</param>
    /// <param name="endpoint">Where requests go instead of to AWS, such as LocalStack or moto; null for AWS itself.</param>
    public EcrClient(string region, Uri? endpoint = null)
        : this(region, endpoint, () => DefaultAWSCredentialsIdentityResolver.GetCredentials(), TransientRetry.Rule, TimeProvider.System)
    {
    }

    internal EcrClient(string region, Uri? endpoint, Func<AWSCredentials> credentials, RetryRule rule, TimeProvider time)
    {
        (this.region, this.credentials, this.rule, this.time) = (region, credentials, rule, time);
        var suffix = RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix;
        this.endpoint = endpoint ?? new Uri($"https://api.ecr.{region}.{suffix}/");
    }

    /// <summary>Gets a new token, which is good for twelve hours and all registries that the caller may use.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The login.</returns>
    /// <exception cref="PipelineException">There are no credentials, they do not suffice, or AWS does not answer.</exception>
    public async Task<RegistryLogin> LoginAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var http = Connect();
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
            {
                Headers = { { "X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken" } },
                Content = new StringContent("{}", new MediaTypeHeaderValue("application/x-amz-json-1.1")),
            };
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? Read(body) : throw Fault((int)response.StatusCode, body);
        }
        catch (AmazonClientException e)
        {
            throw new RegistryLoginException(
                What,
                $"no AWS credentials were found ({e.Message.TrimEnd('.')})",
                "Log in with 'aws sso login', or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
                e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new RegistryUnreachableException(What, endpoint.GetLeftPart(UriPartial.Authority), e);
        }
    }

    // Signed within the retry, because a signature that is older than a few minutes is refused.
    private HttpClient Connect()
    {
        var signature = new AWSSigV4Parameters
        {
            Credentials = credentials(),
            Region = RegionEndpoint.GetBySystemName(region),
            Service = "ecr",
        };
        return TransientRetry.Connect(rule, time, transport => new SigV4SigningHandler(signature, transport));
    }

    private static RegistryLogin Read(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var token = answer.RootElement.GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetBytesFromBase64();
            var text = Encoding.UTF8.GetString(token);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return new RegistryLogin(text[..colon], new Secret(text[(colon + 1)..]));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or IndexOutOfRangeException or ArgumentException)
        {
            throw new RegistryRefusedException(What, "the answer holds no token", e);
        }
    }

    // {"__type":"com.amazon…#AccessDeniedException","message":"…"}; the message's name begins with either case.
    private PipelineException Fault(int status, string body)
    {
        var (code, message) = ($"HTTP {status}", string.Empty);
        try
        {
            using var answer = JsonDocument.Parse(body);
            foreach (var property in answer.RootElement.EnumerateObject())
            {
                var text = property.Value.ToString();
                (code, message) = property.Name switch
                {
                    "__type" => (text[(text.LastIndexOf('#') + 1)..], message),
                    "message" or "Message" => (code, $": {text.TrimEnd('.')}"),
                    _ => (code, message),
                };
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new RegistryRefusedException(What, $"{endpoint.Authority} answered HTTP {status}", e);
        }

        return status is 400 or 401 or 403
            ? new RegistryLoginException(
                What,
                $"AWS in {region} refused ({code}{message})",
                "Check the credentials with 'aws sts get-caller-identity'; they need ecr:GetAuthorizationToken.")
            : new RegistryRefusedException(What, $"AWS in {region} answered {code}{message}");
    }
}
