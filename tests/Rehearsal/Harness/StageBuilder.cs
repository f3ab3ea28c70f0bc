using TutorPipeline.Rehearsal.KubernetesApi.Resources;
using TutorPipeline.Rehearsal.Services;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>Starts the substrates of a rehearsal.</summary>
/// <param name="settings">Of the platform.</param>
/// <param name="folder">For logs, certificates and kubeconfig.</param>
/// <param name="endsWithUs">Whether they end with this process, even if it is killed.</param>
/// <param name="withImages">Whether what images take is to be there, too.</param>
internal sealed class StageBuilder(Settings settings, string folder, bool endsWithUs, bool withImages)
{
    private readonly StageInMaking making = new();

    /// <summary>Starts them; whatever goes wrong, nothing that was started stays.</summary>
    /// <exception cref="HarnessException">Something is missing or does not start.</exception>
    public async Task<Stage> BuildAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var endpoint = await StartKubernetesAsync(cancellationToken);
            var images = new ImageParts(folder, endsWithUs, making);
            var registry = withImages ? await images.StartRegistryAsync(cancellationToken) : new Dictionary<string, string>();
            var aws = await StartAwsAsync(endpoint, registry, cancellationToken);
            foreach (var domain in settings.RootDomains)
            {
                making.Notes.Add(await RootZone.MakeAsync(aws, domain, settings.Region, cancellationToken));
            }

            if (withImages)
            {
                await images.StartEngineAsync(cancellationToken);
                foreach (var (name, value) in await PlatformSources.MakeAsync(folder, settings.Release, cancellationToken))
                {
                    making.Variables[name] = value;
                }
            }

            return making.Stage;
        }
        catch
        {
            await making.Stage.StopAsync();
            throw;
        }
    }

    private string[] Leash => endsWithUs ? ["--until-input-ends"] : [];

    /// <summary>The API server's address and its authority's file, if it is the stand-in.</summary>
    private async Task<(string Url, string Authority)?> StartKubernetesAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("REHEARSAL_KUBECONFIG") is { Length: > 0 } own)
        {
            var file = Path.GetFullPath(own);
            if (!File.Exists(file))
            {
                throw new HarnessException(
                    $"REHEARSAL_KUBECONFIG names {file}, which does not exist. Correct it, or unset it for the stand-in.");
            }

            making.Substrates.Add(new("Kubernetes", true, "the cluster of REHEARSAL_KUBECONFIG", file, null));
            making.Variables["NUKE_KUBECONFIG"] = file;
            return null;
        }

        var (kubeconfig, authority) = (Path.Combine(folder, "kubeconfig"), Path.Combine(folder, "authority.pem"));
        var start = Self.As(
            "kubernetes-api",
            [
                "--eks-cluster", "any", "--eks-roles", Path.Combine(AppContext.BaseDirectory, "rbac.yml"), "--kubeconfig", kubeconfig, "--authority", authority,
                "--job-program", "*=" + StandInImage.LinkInto(folder), .. Leash,
                .. Environment.GetEnvironmentVariable("REHEARSAL_TIME_FACTOR") is { Length: > 0 } factor ? ["--time-factor", factor] : Array.Empty<string>(),
            ]);
        var (process, ready) = await Daemon.StartAsync("The stand-in for Kubernetes", start, endsWithUs, cancellationToken);
        var url = (string)ready["url"]!;
        var what = $"the API server of tests/Rehearsal, which answers as {Discovery.GitVersion}, rolls Deployments out, runs Jobs as processes "
            + "and plays the platform";
        making.Substrates.Add(new("Kubernetes", false, what, url, process));
        making.Variables["KUBECONFIG"] = kubeconfig;

        // No name server knows the platform's hosts, and no other machine their authority.
        making.Variables["NUKE_CHECK_ADDRESS"] = making.Variables["NUKE_CHECK_CDN_ADDRESS"] = (string)ready["loadBalancer"]!;
        making.Variables["NUKE_CHECK_TRUST"] = authority;
        return (url, authority);
    }

    private async Task<Uri> StartAwsAsync(
        (string Url, string Authority)? kubernetes, IReadOnlyDictionary<string, string> registry, CancellationToken cancellationToken)
    {
        var python = Environment.GetEnvironmentVariable("REHEARSAL_PYTHON") is { Length: > 0 } named ? named : "python3";
        var start = Daemon.InItsOwnSession(FullPath(python), ["-m", "moto_plus", "--log", Path.Combine(folder, "moto.log"), .. Leash]);
        start.Environment["PYTHONPATH"] = AppContext.BaseDirectory;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["MOTO_ACCOUNT_ID"] = settings.Account;
        CallersAws.Hide(making.Variables, settings.Region, Path.Combine(folder, "no-such-file"));
        foreach (var (name, value) in making.Variables)
        {
            start.Environment[name] = value; // moto looks for profiles, too
        }

        foreach (var (name, value) in registry)
        {
            start.Environment[name] = value;
        }

        start.Environment["REHEARSAL_KUBERNETES_ENDPOINT"] = kubernetes?.Url;
        start.Environment["REHEARSAL_KUBERNETES_CA_FILE"] = kubernetes?.Authority;
        var (process, ready) = await Daemon.StartAsync("The stand-in for AWS", start, endsWithUs, cancellationToken);
        var url = (string)ready["url"]!;
        var what = $"moto {ready["moto"]} with tests/Rehearsal/moto_plus, account {settings.Account}";
        making.Substrates.Add(new("AWS", false, what, url, process));
        making.Variables["NUKE_AWS_ENDPOINT"] = url;
        return new Uri(url);
    }

    private static string FullPath(string python) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend("")
            .Select(directory => Path.Combine(directory, python))
            .FirstOrDefault(File.Exists)
        ?? throw new HarnessException(
            $"The stand-in for AWS needs {python}, which is not on PATH. Install Python 3.10 or newer and "
            + "'python3 -m pip install \"moto[server]==5.2.1\"', or name one that has moto by REHEARSAL_PYTHON.");
}
