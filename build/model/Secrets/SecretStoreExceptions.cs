namespace TutorPipeline.Model;

/// <summary>The secret store could not do what it was asked. No message holds a secret value.</summary>
public abstract class SecretStoreException : PipelineException
{
    /// <summary>Makes the exception from its finished message.</summary>
    /// <param name="message">What failed, on what, the facts, and the next step.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    protected SecretStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The store does not answer, or only with errors, after all attempts.</summary>
/// <param name="attempt">What was attempted, such as <c>read the Secret prod/jwt</c>.</param>
/// <param name="server">The store's address.</param>
/// <param name="facts">What happened instead, such as <c>it answered 503 six times</c>.</param>
/// <param name="innerException">The last failure.</param>
public sealed class SecretStoreUnavailableException(string attempt, string server, string facts, Exception? innerException = null)
    : SecretStoreException(
        $"Could not {attempt}: the cluster at {server} is not available; {facts}. Check that it is up and can be reached from here "
        + "(./build.sh Doctor), then run the same command again: what was already made is kept.",
        innerException)
{
    /// <summary>The store's address.</summary>
    public string Server { get; } = server;
}

/// <summary>The store knows the caller not, or does not allow this to him.</summary>
/// <param name="attempt">What was attempted.</param>
/// <param name="server">The store's address.</param>
/// <param name="status">The HTTP status: 401 or 403.</param>
/// <param name="reason">What the server said.</param>
public sealed class SecretStoreRefusedException(string attempt, string server, int status, string reason)
    : SecretStoreException(
        $"Could not {attempt}: the cluster at {server} refused with {status} ({reason}). "
        + (status == 401
            ? "The credentials are wrong or have expired: log in to AWS again, or name another kubeconfig with --kubeconfig."
            : "The caller lacks the right: add it to the cluster's access entries, or to the role in the namespace."))
{
    /// <summary>The HTTP status: 401 or 403.</summary>
    public int Status { get; } = status;
}

/// <summary>The namespace is being deleted, and nothing new can be put into it.</summary>
/// <param name="attempt">What was attempted.</param>
/// <param name="namespaceName">The namespace.</param>
public sealed class SecretNamespaceEndingException(string attempt, string namespaceName)
    : SecretStoreException(
        $"Could not {attempt}: the namespace {namespaceName} is being deleted, and takes nothing new. Wait until it is gone "
        + $"(kubectl get namespace {namespaceName}), then run the same command again. If it stays, a finalizer holds it: "
        + $"kubectl describe namespace {namespaceName} names it.")
{
    /// <summary>The namespace.</summary>
    public string NamespaceName { get; } = namespaceName;
}

/// <summary>A record was changed or removed by somebody else between reading and writing.</summary>
/// <param name="address">The record.</param>
/// <param name="reason">What the server said.</param>
public sealed class SecretConflictException(SecretAddress address, string reason)
    : SecretStoreException(
        $"Could not replace the Secret {address}: it was changed since it was read ({reason}), and nothing was written. "
        + "Run the command again: it reads the new state first. If this happens each time, look for another pipeline at work.")
{
    /// <summary>The record.</summary>
    public SecretAddress Address { get; } = address;
}

/// <summary>The store understood the request and will not carry it out as it is.</summary>
/// <param name="attempt">What was attempted.</param>
/// <param name="server">The store's address.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="reason">What the server said, with secret values masked.</param>
public sealed class SecretRejectedException(string attempt, string server, int status, string reason)
    : SecretStoreException(
        $"Could not {attempt}: the cluster at {server} rejected it with {status} ({reason}). "
        + "Nothing was written. Trying again will not help: mend what it names, or report this with the cluster's version.")
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
