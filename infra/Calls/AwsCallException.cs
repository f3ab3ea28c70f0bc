using TutorPipeline.Model;

namespace TutorPipeline.Infra.Calls;

/// <summary>A call to AWS failed.</summary>
public abstract class AwsCallException : PipelineException
{
    private protected AwsCallException(AwsCall call, string code, string message)
        : base(message) => (Operation, Code) = (call.Operation, code);

    /// <summary>The operation, such as <c>DescribeVolumes</c>.</summary>
    public string Operation { get; }

    /// <summary>AWS's code of the error; empty when it gave none.</summary>
    public string Code { get; }

    private protected static string Failed(AwsCall call) => $"{call.Operation} on {call.Subject} failed";
}

/// <summary>AWS did not take the caller's credentials.</summary>
public sealed class AwsCredentialsRefusedException : AwsCallException
{
    internal AwsCredentialsRefusedException(AwsCall call, string code, string said)
        : base(
            call,
            code,
            $"{Failed(call)}: AWS does not take the credentials ({code}: {said}). Get new ones, such as with 'aws sso login', "
            + "check AWS_PROFILE and the clock of this machine, and run the target again.")
    {
    }
}

/// <summary>AWS knows the caller and does not allow this.</summary>
public sealed class AwsDeniedException : AwsCallException
{
    internal AwsDeniedException(AwsCall call, string code, string said)
        : base(
            call,
            code,
            $"{Failed(call)}: AWS denied it ({code}: {said}). Allow {call.Service.SigningName}:{call.Operation} in the policies of the "
            + "role or user in force (see 'aws sts get-caller-identity'), or use other credentials.")
    {
    }
}

/// <summary>AWS refused for too many requests, also after all attempts.</summary>
public sealed class AwsThrottledException : AwsCallException
{
    internal AwsThrottledException(AwsCall call, string code, string said)
        : base(
            call,
            code,
            $"{Failed(call)}: AWS throttles the requests of this account ({code}: {said}), also after several attempts. "
            + "Wait some minutes and run the target again; it continues where it stopped.")
    {
    }
}

/// <summary>AWS could not be reached, or answered with errors of its own after all attempts.</summary>
public sealed class AwsNotAvailableException : AwsCallException
{
    internal AwsNotAvailableException(AwsCall call, string address, string said)
        : base(
            call,
            string.Empty,
            $"{Failed(call)}: {address} is not available, also after several attempts: {said}. Check the network, a proxy and "
            + "--aws-endpoint, and run the target again; it continues where it stopped.")
    {
    }
}

/// <summary>AWS refused the request for a reason that is in no other class.</summary>
public sealed class AwsRefusedException : AwsCallException
{
    internal AwsRefusedException(AwsCall call, int status, string code, string said)
        : base(
            call,
            code,
            $"{Failed(call)}: AWS refused it with {status}{(code.Length == 0 ? string.Empty : $" {code}")} ({said}). "
            + "Mend what the message names and run the target again.") =>
        Status = status;

    /// <summary>The HTTP status.</summary>
    public int Status { get; }
}
