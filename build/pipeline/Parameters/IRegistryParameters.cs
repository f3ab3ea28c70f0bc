using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>How a registry knows who comes.</summary>
public enum RegistryAuthentication
{
    /// <summary>By a token that ECR gives for the AWS credentials.</summary>
    Ecr,

    /// <summary>By <c>RegistryUser</c> and <c>RegistryPassword</c>.</summary>
    Password,

    /// <summary>It asks nobody.</summary>
    None,
}

/// <summary>Where images are kept.</summary>
public interface IRegistryParameters : INukeBuild
{
    /// <summary>Another registry.</summary>
    [Parameter("Registry that images are pushed to, such as localhost:5000; default: the account's ECR")]
    RegistryHost? Registry => TryGetValue(() => Registry);

    /// <summary>How it knows who comes.</summary>
    [Parameter("How the registry knows who comes; default: ECR's token, or for another registry RegistryUser if that is set")]
    RegistryAuthentication RegistryAuth => TryGetValue<RegistryAuthentication?>(() => RegistryAuth)
        ?? (Registry is null ? RegistryAuthentication.Ecr : RegistryUser is null ? RegistryAuthentication.None : RegistryAuthentication.Password);

    /// <summary>Who pushes to another registry.</summary>
    [Parameter("User of another registry than ECR")]
    string? RegistryUser => TryGetValue(() => RegistryUser);

    /// <summary>The user's password.</summary>
    [Parameter("Password or token of RegistryUser"), Secret]
    Model.Secret? RegistryPassword => TryGetValue(() => RegistryPassword);
}
