using System.Text.Json;
using System.Text.RegularExpressions;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>
/// What happens to a platform whose infrastructure is there: it is deployed, deployed again, changed by an image that crashes, changed well,
/// rolled back, killed at each of its steps, and given a new password.
/// </summary>
internal sealed partial class Deploys
{
    private const string Space = "courses-yourschool-virginia";

    // The infrastructure was provisioned just before, and backups are not built yet.
    private static readonly string[] Skipped =
    [
        "--skip", "PrepareState", "ProvisionNetwork", "ProvisionCluster", "ProvisionRegistry", "ProvisionDns", "ProvisionStorage", "ProvisionCdn",
        "ProvisionIdentity", "ProvisionMail", "ProvisionBastion", "ProvisionMySql", "ProvisionMongoDb", "ProvisionRedis", "CheckRecoveryPoint",
        "BackupNow", "VerifyBackup",
    ];

    // What an image is made of does not change in between.
    private static readonly string[] WithoutImages =
        [.. Skipped, "ResolveSources", "ConfigureImage", "BuildImage", "CheckImage", "PushImage"];

    private readonly RehearsedPlatform platform;

    private Deploys(RehearsedPlatform platform) => this.platform = platform;

    public Outcome First { get; private set; } = null!;

    public Outcome Second { get; private set; } = null!;

    public Outcome Unguarded { get; private set; } = null!;

    public Outcome Status { get; private set; } = null!;

    public Outcome Difference { get; private set; } = null!;

    public Outcome Broken { get; private set; } = null!;

    public string NameAfterBroken { get; private set; } = "";

    public Outcome Changed { get; private set; } = null!;

    public bool WasDisturbed { get; private set; }

    public string NameAfterChanged { get; private set; } = "";

    public Outcome Back { get; private set; } = null!;

    public string NameAfterBack { get; private set; } = "";

    public KilledDeploys Killed { get; private set; } = null!;

    public Outcome Continued { get; private set; } = null!;

    public string NameAfterContinued { get; private set; } = "";

    public Outcome Rotated { get; private set; } = null!;

    public (string Before, string After) Password { get; private set; }

    public Outcome Releases { get; private set; } = null!;

    public IReadOnlyList<string> RendersLeft { get; private set; } = [];

    /// <summary>All that the runs printed.</summary>
    public string All => string.Concat(
        new[] { First, Second, Unguarded, Status, Difference, Broken, Changed, Back, Continued, Rotated, Releases }.Select(outcome => outcome.All)
            .Append(Killed.Output.ToString()));

    public static async Task<Deploys> RunAsync(RehearsedPlatform platform)
    {
        var deploys = new Deploys(platform);
        await deploys.RunAsync();
        return deploys;
    }

    private async Task RunAsync()
    {
        First = Deploy(Skipped, "Your School");
        Second = Deploy(WithoutImages, "Your School");
        Unguarded = Deploy([.. WithoutImages.Where(target => target != "CheckRecoveryPoint")], "Other School");
        Status = platform.Run("Status", "--env", "prod");
        Difference = Deploy([.. WithoutImages, "--dry-run", "--diff-exit-code"], "Other School");
        Control("""{"image":"*/openedx@*","crashAfter":1,"log":["ImportError: no module named xblock_of_the_school"]}""");
        Broken = Deploy(WithoutImages, "Broken School");
        NameAfterBroken = NameOfTheRunningPlatform();
        Control("[]");
        var troubled = new TroubledDeploy(platform, Space);
        Changed = await troubled.RunAsync(["Deploy", "--env", "prod", "--platform-description", "Other School", .. WithoutImages]);
        WasDisturbed = troubled.WasDisturbed;
        NameAfterChanged = NameOfTheRunningPlatform();
        Back = platform.Run("Rollback", "--env", "prod");
        NameAfterBack = NameOfTheRunningPlatform();
        Killed = new KilledDeploys(platform);
        await Killed.RunAsync(["SyncSecrets", "Deploy", "--env", "prod", "--platform-description", "Third School", .. WithoutImages]);
        Continued = Deploy(WithoutImages, "Third School");
        NameAfterContinued = NameOfTheRunningPlatform();
        var before = PasswordNow();
        Rotated = platform.Run(["RotateSecret", "--secret", "mysql-openedx", "--env", "prod", "--platform-description", "Third School", .. WithoutImages]);
        Password = (before, PasswordNow());
        Releases = platform.Run("Releases", "--env", "prod");
        var renders = Path.Combine(platform.Root, ".nuke", "temp", "platform");
        RendersLeft = Directory.Exists(renders) ? [.. Directory.EnumerateFiles(renders, "*", SearchOption.AllDirectories)] : [];
    }

    private Outcome Deploy(string[] more, string name) =>
        platform.Run(["Deploy", "--env", "prod", "--build-disk-space", "1", "--platform-description", name, .. more]);

    private string NameOfTheRunningPlatform()
    {
        var used = platform.Kubectl("get", "deployment", "lms", "--namespace", Space, "-o", "json").Output;
        var settings = SettingsName().Match(used).Groups[1].Value;
        var map = platform.Kubectl("get", "secret,configmap", "--namespace", Space, "-o", "json").Output;
        using var all = JsonDocument.Parse(map);
        foreach (var item in all.RootElement.GetProperty("items").EnumerateArray())
        {
            if (item.GetProperty("metadata").GetProperty("name").GetString() == settings)
            {
                var text = item.GetProperty("data").ToString();
                var plain = item.GetProperty("kind").GetString() == "Secret"
                    ? string.Concat(item.GetProperty("data").EnumerateObject().Select(d => System.Text.Encoding.UTF8.GetString(d.Value.GetBytesFromBase64()))) : text;
                return SchoolName().Match(plain).Value;
            }
        }

        return $"{settings} is not there";
    }

    private string PasswordNow() =>
        platform.Kubectl("get", "secret", "mysql-openedx", "--namespace", Space, "-o", "jsonpath={.data.OPENEDX_MYSQL_PASSWORD}").Output;

    private void Control(string rules)
    {
        var file = Path.Combine(platform.Root, "images.json");
        File.WriteAllText(file, rules);
        var outcome = rules == "[]"
            ? platform.Kubectl("delete", "--raw", "/rehearsal/images") : platform.Kubectl("create", "--raw", "/rehearsal/images", "-f", file);
        Assert.True(outcome.ExitCode == 0, outcome.All);
    }

    [GeneratedRegex("\"(openedx-config-[a-z0-9]+)\"")]
    private static partial Regex SettingsName();

    [GeneratedRegex("(Your|Other|Broken|Third) School")]
    private static partial Regex SchoolName();
}
