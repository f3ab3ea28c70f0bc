namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Somebody else works on the stack.</summary>
public sealed class StateLockedException : TerraformException
{
    internal StateLockedException(TerraformCommand command, StateLock info, LastRun? lastRun = null)
        : base(
            command,
            $"{command} was refused: {info.Who} has held the lock of its state since {info.Created} ({info.Operation}, lock {info.Id}). "
            + (lastRun switch
            {
                { IsAlive: true } => $"It is process {lastRun.ProcessId} on this machine, which still works. Wait until it has ended.",
                { IsProvablyDead: true } when info.Who.EndsWith($"@{lastRun.Machine}", StringComparison.Ordinal) =>
                    $"That was process {lastRun.ProcessId} on this machine, which has ended without releasing it. Run the target again with "
                    + $"--unlock {info.Id}.",
                _ => "Wait until that run has ended. If it is certain that it no longer runs, run the target again with "
                    + $"--unlock {info.Id}.",
            })) =>
        Lock = info;

    /// <summary>Who holds it.</summary>
    public StateLock Lock { get; }
}

/// <summary>Terraform was killed.</summary>
public sealed class TerraformKilledException : TerraformException
{
    internal TerraformKilledException(TerraformCommand command)
        : base(
            command,
            $"{command} was killed (SIGKILL): by a person, or by the system when memory ran out; each stack takes about 1 GB. What it had begun "
            + "may be made and not recorded, and its lock may be left behind. Run the target again, with a lower --parallelism if memory was "
            + "short: it says what it finds.")
    {
    }
}

/// <summary>The bucket that holds the states does not exist.</summary>
public sealed class StateBucketMissingException : TerraformException
{
    internal StateBucketMissingException(TerraformCommand command, string bucket)
        : base(
            command,
            $"{command} failed: the state's S3 bucket{(bucket.Length == 0 ? string.Empty : " " + bucket)} does not exist. "
            + "Check the account and the region, then make the bucket (versioned, encrypted, private) and run the target again.") =>
        Bucket = bucket;

    /// <summary>The bucket's name; empty when Terraform did not say it.</summary>
    public string Bucket { get; }
}

/// <summary>There are no AWS credentials.</summary>
public sealed class NoCredentialsException : TerraformException
{
    internal NoCredentialsException(TerraformCommand command)
        : base(
            command,
            $"{command} failed: there are no AWS credentials. Run 'aws sso login' and set AWS_PROFILE, "
            + "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and run the target again.")
    {
    }
}

/// <summary>The AWS credentials have expired.</summary>
public sealed class CredentialsExpiredException : TerraformException
{
    internal CredentialsExpiredException(TerraformCommand command, string said)
        : base(
            command,
            $"{command} failed: the AWS credentials have expired.{Indented(said)}\n"
            + "Get new ones, such as with 'aws sso login', and run the target again; it continues where it stopped.")
    {
    }
}

/// <summary>AWS does not allow an action.</summary>
public sealed class AccessDeniedException : TerraformException
{
    internal AccessDeniedException(TerraformCommand command, string action, string said)
        : base(
            command,
            $"{command} failed: AWS denied {(action.Length == 0 ? "a request" : action)}.{Indented(said)}\n"
            + "Allow it in the policies of the role or user in force (see 'aws sts get-caller-identity'), or use other credentials.") =>
        Action = action;

    /// <summary>The action, such as <c>eks:CreateCluster</c>; empty when AWS did not say it.</summary>
    public string Action { get; }
}

/// <summary>AWS answered too many requests with a refusal, also after the provider's own retries.</summary>
public sealed class ThrottledException : TerraformException
{
    internal ThrottledException(TerraformCommand command, string said)
        : base(
            command,
            $"{command} failed: AWS throttles the requests of this account.{Indented(said)}\n"
            + "Wait some minutes and run the target again with a lower --parallelism.")
    {
    }
}
