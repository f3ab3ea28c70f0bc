using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What the MongoDB cluster looks like.</summary>
/// <param name="Scope">Where it lives and what its names start with.</param>
/// <param name="Choices">What was chosen for the cluster.</param>
/// <param name="MasterHost">Its primary's name for people, such as <c>mongodb.master.courses.yourschool.edu</c>.</param>
/// <param name="ReaderHost">Its readers' name for people.</param>
public sealed record MongoDbSettings(StackScope Scope, MongoDbChoices Choices, string MasterHost, string ReaderHost)
{
    /// <summary>The cluster's name; its instances add <c>-1</c>, <c>-2</c> …</summary>
    public string Cluster => $"{Scope.Namespace}-mongodb";

    /// <summary>Which password it is, counted from 1; a higher number than at the last apply hands the password over again.</summary>
    public int PasswordVersion { get; init; } = 1;

    /// <summary>
    /// The last snapshot's name. AWS refuses one that exists, so whoever destroys the cluster emits it once more with the time in it.
    /// </summary>
    public string FinalSnapshot { get; init; } = $"{Scope.Namespace}-mongodb-final";

    /// <summary>Takes the settings from an environment; additional ones share their parent's cluster.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static MongoDbSettings From(PlatformEnvironment environment) => new(
        PlatformScope.Shared(environment),
        environment.MongoDb,
        environment.Names.MongoDbMasterHost.Text,
        environment.Names.MongoDbReaderHost.Text);
}
