using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>Who the platform is. Sizing comments in all parameters are those of the replaced system, brought up to date.</summary>
public interface IPlatformParameters : INukeBuild
{
    /// <summary>The platform's short name.</summary>
    [Parameter("Short name of the platform, part of every AWS name: 1 to 20 lower-case letters, digits, hyphens")]
    Label PlatformName => TryGetValue(() => PlatformName) ?? Label.Parse("yourschool", null);

    /// <summary>The platform's name for people.</summary>
    [Parameter("Name of the platform for people, shown in the LMS")]
    string PlatformDescription => TryGetValue(() => PlatformDescription) ?? "Your School";

    /// <summary>A word for the place.</summary>
    [Parameter("A word for the place, part of every AWS name, such as virginia or global")]
    Label PlatformRegion => TryGetValue(() => PlatformRegion) ?? Label.Parse("virginia", null);

    /// <summary>The root domain.</summary>
    [Parameter("Domain whose hosted zone already exists in Route53; default: the platform's name under .edu")]
    DomainName RootDomain => TryGetValue(() => RootDomain) ?? DomainName.Parse($"{PlatformName}.edu", null);

    /// <summary>The main environment's label.</summary>
    [Parameter("Label of the main environment below the root domain: the LMS is at courses.yourschool.edu. Set it for all environments alike")]
    Label EnvironmentSubdomain => TryGetValue(() => EnvironmentSubdomain) ?? Label.Parse("courses", null);

    /// <summary>The parent of an additional environment.</summary>
    [Parameter("Main environment whose network, cluster and database servers this one shares; none for a main environment")]
    Label? ParentEnvironment => TryGetValue(() => ParentEnvironment);

    /// <summary>Labels of additional environments.</summary>
    [Parameter("Labels of additional environments, such as dev test, for which the main one makes and delegates zones")]
    Label[] Subdomains => TryGetValue(() => Subdomains) ?? [];

    /// <summary>The AWS region.</summary>
    [Parameter("AWS region of everything but what CloudFront needs in us-east-1")]
    AwsRegion AwsRegion => TryGetValue(() => AwsRegion) ?? AwsRegion.Parse("us-east-1", null);

    /// <summary>The AWS account.</summary>
    [Parameter("AWS account id, 12 digits; a run in any other account is refused")]
    AwsAccountId AwsAccountId => TryGetValue(() => AwsAccountId) ?? AwsAccountId.Parse("123456789012", null);

    /// <summary>The GitHub account.</summary>
    [Parameter("GitHub account or organisation that holds this repository")]
    string GitHubOwner => TryGetValue(() => GitHubOwner) ?? "yourschool";

    /// <summary>The GitHub repository.</summary>
    [Parameter("Name of this repository on GitHub")]
    string GitHubRepository => TryGetValue(() => GitHubRepository) ?? "openedx_devops";

    /// <summary>The GitHub token.</summary>
    [Parameter("GitHub token for repository settings and private sources"), Secret]
    Model.Secret? GitHubToken => TryGetValue(() => GitHubToken);
}
