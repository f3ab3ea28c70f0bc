namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>A command as error messages name it.</summary>
/// <param name="Program">The program's name: <c>terraform</c> or <c>tofu</c>.</param>
/// <param name="Stack">The stack that it was about.</param>
/// <param name="Arguments">Its arguments; none of them is a secret.</param>
public sealed record TerraformCommand(string Program, string Stack, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether it changes what exists, so that a failure may come in the middle of the work.</summary>
    public bool Changes => Arguments is ["apply" or "destroy", ..];

    /// <summary>The subject of a message.</summary>
    /// <returns>Such as <c>'terraform plan' of the stack network</c>.</returns>
    public override string ToString() => $"'{Program} {(Arguments.Count == 0 ? string.Empty : Arguments[0])}' of the stack {Stack}";
}

/// <summary>Who holds the lock of a state.</summary>
/// <param name="Id">The lock's id, which unlocking needs.</param>
/// <param name="Who">User and machine, such as <c>ops@laptop</c>.</param>
/// <param name="Created">Since when, as Terraform wrote it (UTC).</param>
/// <param name="Operation">What it is held for, such as <c>OperationTypeApply</c>.</param>
public sealed record StateLock(string Id, string Who, string Created, string Operation);
