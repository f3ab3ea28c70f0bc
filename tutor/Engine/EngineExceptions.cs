using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Engine;

/// <summary>Nothing answers where the container engine should be.</summary>
public sealed class NoEngineException : PipelineException
{
    internal NoEngineException(string endpoint, string why, Exception? innerException = null)
        : base(
            $"No container engine answers at {endpoint}: {why.TrimEnd('.')}. Start Docker (on Debian: 'apt-get install docker.io', then "
            + "'systemctl start docker'), or name another engine by the environment variable DOCKER_HOST, such as tcp://127.0.0.1:2375.",
            innerException)
    {
    }
}

/// <summary>The container engine is there and the caller may not use it.</summary>
public sealed class EnginePermissionException : PipelineException
{
    internal EnginePermissionException(string endpoint, Exception innerException)
        : base(
            $"You may not use the container engine at {endpoint}: permission denied. Become a member of its group "
            + "('sudo usermod -aG docker $USER', then log in anew), or name an engine of your own by the environment variable DOCKER_HOST.",
            innerException)
    {
    }
}

/// <summary>The container engine is older than the pipeline needs.</summary>
public sealed class EngineTooOldException : PipelineException
{
    internal EngineTooOldException(string endpoint, EngineFacts facts)
        : base(
            $"The container engine at {endpoint} is too old: it is version {facts.Version} with API {facts.ApiVersion}, and API "
            + $"{DockerEngine.OldestApi} (Docker 20.10) or newer is needed. Update it, or name another engine by the environment variable "
            + "DOCKER_HOST.")
    {
    }
}

/// <summary>The container engine did not do what it was asked for.</summary>
public sealed class EngineRefusedException : PipelineException
{
    internal EngineRefusedException(string what, string why, Exception? innerException = null)
        : base(
            $"The container engine did not {what}: {why.TrimEnd('.')}. Mend what it says and run the target again; "
            + "'docker info' and the engine's own log tell more.",
            innerException)
    {
    }
}

/// <summary>An image that is needed is not in the engine.</summary>
public sealed class NoSuchImageException : PipelineException
{
    internal NoSuchImageException(string what, Exception? innerException = null)
        : base(
            $"The container engine did not {what}: it has no such image; it may have been removed since it was built. "
            + "Run BuildImage again.",
            innerException)
    {
    }
}

/// <summary>A registry refused a push, or the engine could not reach it.</summary>
public sealed class PushRefusedException : PipelineException
{
    /// <summary>Says what was refused and what to do about it.</summary>
    /// <param name="name">What was pushed.</param>
    /// <param name="why">What the registry or the engine said.</param>
    /// <param name="isForLogin">Whether another login may help: the token has expired, or is not accepted.</param>
    public PushRefusedException(ImageReference name, string why, bool isForLogin)
        : base($"The push of {name} was refused: {why.TrimEnd('.')}. No tag was made by it. {PushFaults.NextStep(why, isForLogin)}") =>
        IsForLogin = isForLogin;

    /// <summary>Whether another login may help.</summary>
    public bool IsForLogin { get; }
}
