using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>Where states are kept.</summary>
public enum StatePlace
{
    /// <summary>In an S3 bucket of the account, which is made on first use.</summary>
    S3,

    /// <summary>In the folder <c>state</c> of this machine.</summary>
    Local,
}

/// <summary>How AWS and the cluster are reached, and what confirms danger.</summary>
public interface IInfrastructureParameters : INukeBuild
{
    /// <summary>Another endpoint than AWS.</summary>
    [Parameter("Where all AWS requests go instead of to AWS: an emulator such as LocalStack or moto")]
    EndpointUrl? AwsEndpoint => TryGetValue(() => AwsEndpoint);

    /// <summary>Where states are kept.</summary>
    [Parameter("Where Terraform's states are kept: in an S3 bucket made on first use, or in the folder state of this machine")]
    StatePlace State => TryGetValue<StatePlace?>(() => State) ?? StatePlace.S3;

    /// <summary>A kubeconfig file.</summary>
    [Parameter("Kubeconfig file by which the cluster is reached; default: the cluster stack's endpoint with a token made from the AWS credentials")]
    string? Kubeconfig => TryGetValue(() => Kubeconfig);

    /// <summary>A context of the kubeconfig file.</summary>
    [Parameter("Context in the kubeconfig file; default: its current one")]
    string? Context => TryGetValue(() => Context);

    /// <summary>What may be lost.</summary>
    [Parameter("Resources with data that a plan may destroy or replace, as the plan names them: mysql/aws_db_instance.main"), CommandLineOnly]
    ResourceAddress[] AllowDataLoss => TryGetValue(() => AllowDataLoss) ?? [];

    /// <summary>The name of an environment whose end is confirmed.</summary>
    [Parameter("Name of the environment that Destroy may delete; without it a person at a terminal is asked"), CommandLineOnly]
    string? Confirm => TryGetValue(() => Confirm);

    /// <summary>What is taken over.</summary>
    [Parameter("Resources that exist in AWS and are taken over: network/aws_vpc.main=vpc-0123456789abcdef0"), CommandLineOnly]
    ResourceImport[] Import => TryGetValue(() => Import) ?? [];

    /// <summary>A lock to release.</summary>
    [Parameter("Id of a state's lock that is released first, because whoever held it has ended"), CommandLineOnly]
    string? Unlock => TryGetValue(() => Unlock);
}
