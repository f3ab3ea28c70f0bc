using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace TutorPipeline.Infra.Access;

/// <summary>
/// The way to one region of AWS with the caller's own credentials: environment, profile, single sign-on, web identity or instance role.
/// </summary>
public sealed class AwsAccess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Lazy<Task<AwsStanding>> standing;
    private readonly Func<AWSCredentials?> find;

    /// <summary>Makes the access; nothing is looked for before it is used.</summary>
    /// <param name="region">The region, such as <c>us-east-1</c>.</param>
    /// <param name="endpoint">Where all requests go instead of to AWS, such as LocalStack or moto; null for AWS itself.</param>
    public AwsAccess(string region, Uri? endpoint)
        : this(region, endpoint, FindCredentials)
    {
    }

    internal AwsAccess(string region, Uri? endpoint, Func<AWSCredentials?> find)
    {
        (Region, Endpoint, this.find) = (region, endpoint, find);

        // Asked once for all stages, and so not ended with any one of them; it has a limit of its own.
        standing = new(() => AskAsync(CancellationToken.None));
    }

    /// <summary>The region, such as <c>us-east-1</c>.</summary>
    public string Region { get; }

    /// <summary>Where all requests go instead of to AWS; null for AWS itself.</summary>
    public Uri? Endpoint { get; }

    /// <summary>Finds out, once, who the caller is in AWS.</summary>
    /// <returns>Who, or why that cannot be said.</returns>
    public Task<AwsStanding> StandingAsync() => standing.Value;

    /// <summary>The caller's credentials.</summary>
    /// <exception cref="AwsAccessException">There are none.</exception>
    internal AWSCredentials Credentials() => find() ?? throw new AwsAccessException(AwsStanding.NoCredentials);

    internal AmazonS3Client S3() => new(Credentials(), Configure(new AmazonS3Config { ForcePathStyle = Endpoint is not null }));

    private T Configure<T>(T configuration)
        where T : ClientConfig
    {
        configuration.MaxErrorRetry = 3;
        configuration.Timeout = Patience;
        if (Endpoint is null)
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            configuration.ServiceURL = Endpoint.AbsoluteUri;
            configuration.AuthenticationRegion = Region;
        }

        return configuration;
    }

    private async Task<AwsStanding> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (find() is not { } credentials)
            {
                return AwsStanding.NoCredentials;
            }

            using var client = new AmazonSecurityTokenServiceClient(credentials, Configure(new AmazonSecurityTokenServiceConfig()));
            var answer = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
            return new AwsStanding(new AwsCaller(answer.Account, answer.Arn), string.Empty, string.Empty);
        }
        catch (AmazonServiceException exception)
        {
            return AwsStanding.Refused(exception.ErrorCode, exception.Message);
        }
        catch (Exception exception) when (exception is AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            return AwsStanding.Unreachable(Endpoint?.AbsoluteUri ?? $"AWS in {Region}", exception.Message);
        }
    }

    private static AWSCredentials? FindCredentials()
    {
        if (!CredentialTraces.Exist())
        {
            return null;
        }

        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException)
        {
            // Traces without credentials, such as a configuration file that only names a region.
            return null;
        }
    }
}
