using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Terraform ended with an error.</summary>
public abstract class TerraformException : PipelineException
{
    private protected TerraformException(TerraformCommand command, string message)
        : base(message) => Command = command;

    /// <summary>What was run.</summary>
    public TerraformCommand Command { get; }

    private protected static string Indented(string text) => "\n  " + text.ReplaceLineEndings("\n  ");
}

/// <summary>The AWS provider is neither in a folder nor to be had from the registry.</summary>
public sealed class ProviderNotAvailableException : TerraformException
{
    internal ProviderNotAvailableException(TerraformCommand command, string said)
        : base(
            command,
            $"{command} failed: the AWS provider is not available.{Indented(said)}\n"
            + "Connect to the internet, or put a copy of the provider where Terraform looks: " + HowToGet + ".")
    {
    }

    /// <summary>How to get the provider.</summary>
    internal const string HowToGet =
        "run 'terraform providers mirror ~/.terraform.d/plugins' on a machine with internet, in a folder that requires hashicorp/aws "
        + TerraformJson.ProviderVersion + ", and copy that folder here";
}

/// <summary>Terraform refused the generated configuration.</summary>
public sealed class ConfigurationRefusedException : TerraformException
{
    internal ConfigurationRefusedException(TerraformCommand command, string file, int line, string said)
        : base(
            command,
            $"{command} refused the generated configuration at {file}, line {line}:{Indented(said)}\n"
            + "A setting of the environment leads to this: compare it with the message, mend it, and plan again. "
            + "If no setting is wrong, the stack itself is; please report it with this message.") =>
        (File, Line) = (file, line);

    /// <summary>The file, relative to the stack's folder.</summary>
    public string File { get; }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }
}

/// <summary>The saved plan no longer fits the state.</summary>
public sealed class PlanStaleException : TerraformException
{
    internal PlanStaleException(TerraformCommand command)
        : base(
            command,
            $"{command} was refused: the state of the stack changed after the plan was made, and only what was shown is carried out. "
            + "Plan again and read the new plan.")
    {
    }
}

/// <summary>The files of a stack changed between its plan and its apply.</summary>
public sealed class PlanExpiredException : PipelineException
{
    internal PlanExpiredException(string stack)
        : base(
            $"The plan of the stack {stack} has expired: the files in its folder changed after it was made, and only what was shown is carried "
            + "out. Nothing was changed. Make sure that no other run works in the same folder, then plan again and read the new plan.")
    {
    }
}

/// <summary>There is no engine to apply a stack with.</summary>
public sealed class NoTerraformException : PipelineException
{
    internal NoTerraformException(string stack, string why, string howToGet)
        : base($"The stack {stack} cannot be applied: {why}. Nothing was changed. To go on, {howToGet}.")
    {
    }
}

/// <summary>The disk is full.</summary>
public sealed class DiskFullException : TerraformException
{
    internal DiskFullException(TerraformCommand command, string said)
        : base(
            command,
            $"{command} failed: there is no space left on the disk.{Indented(said)}\n"
            + "Free some space (a provider takes about 700 MB) and run the target again; it continues where it stopped.")
    {
    }
}

/// <summary>Terraform failed in a way that is in no other class.</summary>
public sealed class TerraformFailedException : TerraformException
{
    internal TerraformFailedException(TerraformCommand command, int exitCode, string error)
        : base(
            command,
            $"{command} failed with exit code {exitCode}:{Indented(error.Length == 0 ? "(it said nothing)" : error)}\n"
            + "Mend what the message names and run the target again.")
    {
    }
}
