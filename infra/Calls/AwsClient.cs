using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace TutorPipeline.Infra.Calls;

/// <summary>The AWS SDK's own pipeline (credentials, signature, retries) around requests of our own.</summary>
internal sealed class AwsClient(AwsService service, AWSCredentials credentials, string region, string? endpoint)
    : AmazonServiceClient(credentials, new AwsClientConfig(service, region, endpoint ?? service.Url(region)))
{
    private static readonly InvokeOptions Options = new()
    {
        RequestMarshaller = new Form(),
        ResponseUnmarshaller = AwsAnswerUnmarshaller.Instance,
    };

    public Task<AwsAnswer> SendAsync(AwsCall call, CancellationToken cancellationToken) =>
        InvokeAsync<AwsAnswer>(call, Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new Resolver());
        pipeline.AddHandlerAfter<Resolver>(new Authentication());
    }

    private sealed class Resolver : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
    }

    private sealed class Authentication : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class Form : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var call = (AwsCall)input;
            var request = new DefaultRequest(call, call.Service.SigningName)
            {
                HttpMethod = call.Method,
                ResourcePath = call.Path,
            };
            foreach (var (name, value) in call.Parameters)
            {
                request.Parameters[name] = value;
            }

            request.UseQueryString = call.Parameters.Count > 0;
            if (call.Content.Length > 0)
            {
                request.Content = call.Content;
                request.Headers["Content-Type"] = call.ContentType;
            }

            if (call.Target.Length > 0)
            {
                request.Headers["X-Amz-Target"] = call.Target;
            }

            return request;
        }
    }
}

/// <summary>How the SDK is to treat one service.</summary>
internal sealed class AwsClientConfig : ClientConfig
{
    public AwsClientConfig(AwsService service, string region, string url)
        : base(new DefaultConfigurationProvider([new DefaultConfiguration
        {
            Name = DefaultConfigurationMode.Standard,
            RetryMode = RequestRetryMode.Standard,
        }]))
    {
        AuthenticationServiceName = service.SigningName;
        AuthenticationRegion = service.SigningRegion(region);
        RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        RetryMode = RequestRetryMode.Standard;
        ServiceId = service.Host;
        EndpointProvider = new Fixed(url);
    }

    public override string RegionEndpointServiceName => AuthenticationServiceName;

    public override string ServiceVersion => string.Empty;

    public override string UserAgent => "tutorpipeline";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        throw new NotSupportedException("The pipeline resolves the endpoint itself.");

    private sealed class Fixed(string url) : IEndpointProvider
    {
        public Endpoint ResolveEndpoint(EndpointParameters parameters) => new(url);
    }
}
