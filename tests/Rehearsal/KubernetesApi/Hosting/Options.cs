using System.Globalization;

namespace TutorPipeline.Rehearsal.KubernetesApi.Hosting;

/// <summary>How the server is started.</summary>
internal sealed record Options
{
    public const string Usage =
        "kubernetes-api [--port N] [--token TEXT | --no-token] [--eks-cluster NAME] [--eks-roles FILE] [--plain-http] [--kubeconfig FILE] [--authority FILE] "
        + "[--state FILE] [--bookmark-seconds N] [--no-controllers] [--time-factor N] "
        + "[--job-program IMAGES=PROGRAM]... [--rbac] [--until-input-ends]";

    public int Port { get; private init; }

    public string? Token { get; private init; } = Guid.NewGuid().ToString("n");

    public string? EksCluster { get; private init; }

    /// <summary>The file of roles that a bearer of an EKS token has; without one they may do everything.</summary>
    public string? EksRoles { get; private init; }

    /// <summary>On unless told otherwise: kubectl sends no token over plain HTTP.</summary>
    public bool Tls { get; private init; } = true;

    public string? Kubeconfig { get; private init; }

    /// <summary>Where the certificate authority is written to, in PEM.</summary>
    public string? Authority { get; private init; }

    public string? State { get; private init; }

    /// <summary>Ends when whoever started it has ended, and its input with it.</summary>
    public bool UntilInputEnds { get; private init; }

    /// <summary>Whether Deployments roll out, pods run, and so on; without them the server stores objects and no more.</summary>
    public bool Controllers { get; private init; } = true;

    /// <summary>What the controllers' waits are multiplied with: below 1 for a cluster in a hurry.</summary>
    public double TimeFactor { get; private init; } = 1;

    /// <summary>What runs the containers of Jobs, as <c>PATTERN=PATH</c>: the last one whose pattern fits the image.</summary>
    public IReadOnlyList<string> JobPrograms { get; private init; } = [];

    /// <summary>Whether the roles in the store say who may do what; the server's own token may do everything all the same.</summary>
    public bool Rbac { get; private init; }

    public TimeSpan BookmarkInterval { get; private init; } = TimeSpan.FromMinutes(1);

    /// <exception cref="ArgumentException">An argument is unknown or lacks its value.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--no-token" => options with { Token = null },
                "--plain-http" => options with { Tls = false },
                "--no-controllers" => options with { Controllers = false },
                "--job-program" => options with { JobPrograms = [.. options.JobPrograms, Pair(Value(arguments, ref i))] },
                "--rbac" => options with { Rbac = true },
                "--time-factor" => options with
                {
                    TimeFactor = double.Parse(Value(arguments, ref i), CultureInfo.InvariantCulture),
                },
                "--until-input-ends" => options with { UntilInputEnds = true },
                "--port" => options with { Port = int.Parse(Value(arguments, ref i), CultureInfo.InvariantCulture) },
                "--token" => options with { Token = Value(arguments, ref i) },
                "--eks-cluster" => options with { EksCluster = Value(arguments, ref i) },
                "--eks-roles" => options with { EksRoles = Value(arguments, ref i) },
                "--kubeconfig" => options with { Kubeconfig = Value(arguments, ref i) },
                "--authority" => options with { Authority = Value(arguments, ref i) },
                "--state" => options with { State = Value(arguments, ref i) },
                "--bookmark-seconds" => options with
                {
                    BookmarkInterval = TimeSpan.FromSeconds(double.Parse(Value(arguments, ref i), CultureInfo.InvariantCulture)),
                },
                _ => throw new ArgumentException($"unknown argument {arguments[i]}; usage: {Usage}", nameof(arguments)),
            };
        }

        return options;
    }

    private static string Pair(string text) => text.Contains('=', StringComparison.Ordinal) ? text
        : throw new ArgumentException($"--job-program {text} names no program; usage: {Usage}", nameof(text));

    private static string Value(ReadOnlySpan<string> arguments, ref int i) => ++i < arguments.Length ? arguments[i]
        : throw new ArgumentException($"{arguments[i - 1]} needs a value; usage: {Usage}", nameof(arguments));
}
