using TutorPipeline.Infra.Connections;

namespace TutorPipeline.Parameters;

/// <summary>What a person connects to, and how.</summary>
public interface IConnectionParameters : INukeBuild
{
    /// <summary>The service.</summary>
    [Parameter("Service that Connect leads to"), CommandLineOnly]
    BackingService? Service => TryGetValue<BackingService?>(() => Service!);

    /// <summary>Whether to open the way at once.</summary>
    [Parameter("Connect opens the tunnel or the shell, instead of only printing the commands"), CommandLineOnly]
    bool Open => TryGetValue<bool?>(() => Open) ?? false;

    /// <summary>Whether to show the password.</summary>
    [Parameter("Connect shows the service's password, on the terminal only"), CommandLineOnly]
    bool ShowSecrets => TryGetValue<bool?>(() => ShowSecrets) ?? false;
}
