using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>
/// The network bridge of one engine. Its default, docker0, is one for the whole machine and outlives it;
/// without any, BuildKit runs no command.
/// </summary>
internal sealed class Bridge : IDisposable
{
    private const string Prefix = "rehearse";
    private static readonly string[] Places = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"];

    private Bridge(string name) => Name = name;

    /// <summary>The network interface.</summary>
    public string Name { get; }

    /// <summary>Makes one with a network of its own, and removes those of rehearsals that were killed.</summary>
    /// <exception cref="HarnessException">iproute2 is missing, or the system does not let us.</exception>
    public static Bridge Make()
    {
        var present = NetworkInterface.GetAllNetworkInterfaces();
        foreach (var stale in present.Where(IsStale))
        {
            Ip("link", "delete", "dev", stale.Name);
        }

        // 198.18.0.0/15 is set aside for tests of networks (RFC 2544), so nothing that matters lives there.
        var taken = present.SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address.ToString()).ToHashSet();
        var address = Enumerable.Range(Environment.ProcessId, 512)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"198.{18 + (n / 256 % 2)}.{n % 256}.1"))
            .First(one => !taken.Contains(one));
        var bridge = new Bridge(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}"));
        Ip("link", "add", "dev", bridge.Name, "type", "bridge");
        Ip("address", "add", address + "/24", "dev", bridge.Name);
        Ip("link", "set", "dev", bridge.Name, "up");
        return bridge;
    }

    public void Dispose() => Ip("link", "delete", "dev", Name);

    private static bool IsStale(NetworkInterface one) =>
        one.Name.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(one.Name.AsSpan(Prefix.Length), CultureInfo.InvariantCulture, out var id)
        && ProcessIdentity.Of(id) is null;

    private static void Ip(params string[] arguments)
    {
        var program = Places.FirstOrDefault(File.Exists)
            ?? throw new HarnessException("A Docker Engine needs a network bridge, and 'ip' is missing: 'apt-get install iproute2'.");
        using var ip = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode != 0)
        {
            throw new HarnessException($"'ip {string.Join(' ', arguments)}' failed: {error.Trim()}");
        }
    }
}
