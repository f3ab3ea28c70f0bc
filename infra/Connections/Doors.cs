using System.Text.Json.Nodes;

namespace TutorPipeline.Infra.Connections;

/// <summary>The ways into the VPC: Session Manager, which needs no open port, and SSH where it is allowed.</summary>
internal static class Doors
{
    /// <summary>A shell on the bastion by Session Manager.</summary>
    public static ShellCommand Shell(ConnectionSettings settings, BastionPlace bastion) =>
        new("aws", ["ssm", "start-session", "--region", settings.Region, "--target", bastion.InstanceId]);

    /// <summary>A port of this machine that leads to a service.</summary>
    public static ShellCommand Tunnel(ConnectionSettings settings, BastionPlace bastion, ServicePlace place)
    {
        var parameters = new JsonObject
        {
            ["host"] = new JsonArray(place.Host),
            ["portNumber"] = new JsonArray($"{place.Port}"),
            ["localPortNumber"] = new JsonArray($"{place.Port}"),
        };
        return new(
            "aws",
            [
                .. Shell(settings, bastion).Arguments, "--document-name", "AWS-StartPortForwardingSessionToRemoteHost",
                "--parameters", parameters.ToJsonString(),
            ]);
    }

    /// <summary>A shell on the bastion by SSH, or null where that is closed.</summary>
    public static ShellCommand? SshShell(ConnectionSettings settings, BastionPlace bastion) => Ssh(settings, bastion, []);

    /// <summary>A port of this machine that leads to a service, by SSH, or null where that is closed.</summary>
    public static ShellCommand? SshTunnel(ConnectionSettings settings, BastionPlace bastion, ServicePlace place) =>
        Ssh(settings, bastion, ["-N", "-L", $"{place.Port}:{place.Host}:{place.Port}"]);

    private static ShellCommand? Ssh(ConnectionSettings settings, BastionPlace bastion, string[] options) =>
        settings.SshKeyName is { } key && bastion.SshUser is { } user
            ? new("ssh", ["-i", $"{key}.pem", .. options, $"{user}@{bastion.HostName}"]) : null;
}
