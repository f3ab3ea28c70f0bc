using System.Security.Cryptography;
using TutorPipeline.Rehearsal.Services;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>What building, checking and pushing an image takes: registry, engine, Tutor. Started only for targets that use them.</summary>
/// <param name="folder">For their data and logs.</param>
/// <param name="endsWithUs">Whether they end with this process.</param>
/// <param name="stage">What they are added to; what is missing becomes a note of it, as other targets run without.</param>
internal sealed class ImageParts(string folder, bool endsWithUs, StageInMaking stage)
{
    private static readonly string[] Words = ["Image", "Sources", "Deploy"];

    /// <summary>Whether they are wanted at all: unless <c>REHEARSAL_IMAGES</c> is <c>false</c>.</summary>
    public static bool AreWanted => Environment.GetEnvironmentVariable("REHEARSAL_IMAGES") is not "false";

    /// <summary>Whether a call of the pipeline names a target that deals with images.</summary>
    public static bool AreNeededFor(IEnumerable<string> arguments) => AreWanted && arguments.Any(
        argument => !argument.StartsWith('-') && Words.Any(word => argument.Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Starts the registry; moto is to hand out its password, so this comes before moto.</summary>
    /// <returns>What moto has to know of it.</returns>
    public async Task<IReadOnlyDictionary<string, string>> StartRegistryAsync(CancellationToken cancellationToken)
    {
        if (RehearsedRegistry.WhyNot is { } reason)
        {
            stage.Notes.Add("Registry: none. " + reason);
            return new Dictionary<string, string>();
        }

        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var registry = await RehearsedRegistry.StartAsync(folder, password, endsWithUs, cancellationToken);
        const string What = "docker-registry, which takes the password of moto's ECR";
        stage.Substrates.Add(new("Registry", true, What, registry.Host, registry.Process));
        stage.Variables["NUKE_REGISTRY"] = registry.Host;
        stage.Variables["NUKE_REGISTRY_AUTH"] = "Ecr";
        return new Dictionary<string, string>
        {
            ["REHEARSAL_REGISTRY"] = registry.Host,
            ["REHEARSAL_REGISTRY_PASSWORD_FILE"] = RegistryPassword.TokenFile(folder),
        };
    }

    /// <summary>Finds or starts the engine.</summary>
    public async Task StartEngineAsync(CancellationToken cancellationToken)
    {
        if (await RehearsedEngine.WhyNotAsync(cancellationToken) is { } reason)
        {
            stage.Notes.Add("Docker Engine: none. " + reason);
            return;
        }

        var engine = await RehearsedEngine.StartAsync(folder, endsWithUs, cancellationToken);
        var what = $"Docker Engine {engine.Version}" + (engine.IsOurs ? ", started for this" : ", which ran before and keeps its images");
        stage.Substrates.Add(new("Docker", true, what, engine.Address.OriginalString, engine.Process));
        foreach (var (name, value) in engine.Variables)
        {
            stage.Variables[name] = value;
        }

        await AddTutorAsync(engine, cancellationToken);
        if (await Buildx.WhyNotAsync(cancellationToken) is { } missing)
        {
            stage.Notes.Add("docker buildx: none. " + missing);
        }
    }

    // What the caller names, or has on PATH, is the real one, and the pipeline finds it by itself.
    private async Task AddTutorAsync(RehearsedEngine engine, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("NUKE_TUTOR") is { Length: > 0 } named)
        {
            stage.Substrates.Add(new("Tutor", true, "the one that NUKE_TUTOR names", named, null));
        }
        else if (Programs.FullPath("tutor") is { } real)
        {
            stage.Substrates.Add(new("Tutor", true, "the one on PATH", real, null));
            stage.Variables["NUKE_TUTOR"] = real;
        }
        else if (await StandInTutor.WhyNotAsync(cancellationToken) is { } reason)
        {
            stage.Notes.Add("Tutor: none. " + reason);
        }
        else
        {
            var what = $"which behaves as {StandInTutor.Version} and builds on a small image";
            stage.Substrates.Add(new("Tutor", false, what, StandInTutor.Program, null));
            stage.Variables["NUKE_TUTOR"] = StandInTutor.Program;
            // The pipeline's own plugin would fetch this from the network, which builds do not reach.
            stage.Variables["REHEARSED_TUTOR_VALUES"] = """{"ZZ_TUTORPIPELINE_DOCUMENTDB_TRUST_STORE": "rehearsal-authority.pem"}""";
            if (await BaseImage.ImportAsync(engine, cancellationToken) is { } noBase)
            {
                stage.Notes.Add("Base image: none. " + noBase);
            }
        }
    }
}
