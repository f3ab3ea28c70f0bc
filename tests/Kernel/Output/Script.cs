using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>One run as the engine would tell it, for every golden file.</summary>
internal static class Script
{
    private static readonly ReportedChange[] Changes =
    [
        new("ProvisionNetwork", "create", "network/aws_vpc.main", "192.168.0.0/20"),
        new("ProvisionNetwork", "replace", "network/aws_subnet.private[\"a\"]", "its address range changes, and it holds no data"),
        new("BuildImage", "run", "build of openedx", "src-3f2a, 2 plugins, 日本語のテーマ"),
        new("BuildImage", "unknown", "digest", null),
    ];

    private static readonly ReportedGap[] Gaps =
    [
        new("ProvisionNetwork", "state of stack network", "There are no AWS credentials.", "Set AWS_PROFILE, or run: aws sso login"),
        new("BuildImage", "registry", "There are no AWS credentials.", "Set AWS_PROFILE, or run: aws sso login"),
        new("ProvisionNetwork", "Terraform's own plan", "terraform is not installed.", "Install Terraform 1.11 or newer."),
        new("BuildImage", "Terraform's own plan", "terraform is not installed.", "Install Terraform 1.11 or newer."),
    ];

    // Said in another order than that of the plan.
    private static readonly ReportedCosts Costs = new(
        [
            ("BuildImage", new("registry/aws_ecr_repository.openedx", "storage and transfer", "byUse", null, null, null, null)),
            ("ProvisionNetwork",
                new("network/aws_nat_gateway.main", "NAT gateway", "fixed", 2, 0.09m, 65.7m, "https://prices.example (2026-01-02)")),
            ("ProvisionNetwork", new("network/aws_nat_gateway.main", "what goes through it", "byUse", null, null, null, null)),
            ("ProvisionNetwork", new("network/aws_instance.relay", "x9.huge, Linux", "unknown", 1, null, null, null)),
        ],
        ["The reference states $0.41 an hour."]);

    public static IReadOnlyList<PlannedTarget> Plan { get; } =
    [
        new("ResolveSources", "Resolves branches and tags to commits", [], [], true, "--skip"),
        new("ProvisionNetwork", "Makes the network", [], [], true, null),
        new("BuildImage", "Builds the platform's image", ["ResolveSources"], ["ResolveSources"], true, null),
        new("PushImage", "Pushes the image", ["BuildImage"], ["BuildImage"], true, null),
        new("Deploy", null, ["ProvisionNetwork", "PushImage"], ["ProvisionNetwork", "BuildImage", "PushImage"], false, null),
    ];

    /// <summary>A dry run that ends well.</summary>
    public static void DryRun(IRunObserver observer, FakeClock clock)
    {
        observer.Started(new RunStarted(Watched.Beginning, "prod", IsDryRun: true, 4, ["Deploy"], Plan));
        observer.Finished(new TargetFinished("ResolveSources", TargetStatus.Skipped, default, default, "--skip", null));
        observer.TargetStarted("ProvisionNetwork", At(0));
        observer.TargetStarted("BuildImage", At(0));
        observer.Logged(new LogLine(At(0.5), "BuildImage", LogLevel.Verbose, "reading plugins"));
        observer.Logged(new LogLine(At(0.5), "ProvisionNetwork", LogLevel.Information, "reading parameters"));
        Array.ForEach(Changes, observer.Changed);
        Array.ForEach(Gaps, observer.Gap);
        observer.Logged(new LogLine(At(1), "BuildImage", LogLevel.Warning, "plugin 'forum' is not pinned: 100%, really"));
        clock.Advance(TimeSpan.FromSeconds(2));
        string[] names = ["BuildImage", "ProvisionNetwork", "PushImage", "Deploy"];
        foreach (var name in names)
            observer.Finished(Succeeded(name));
        TargetFinished[] ends =
        [
            new("ResolveSources", TargetStatus.Skipped, default, default, "--skip", null),
            Succeeded("ProvisionNetwork"), Succeeded("BuildImage"), Succeeded("PushImage"), Succeeded("Deploy"),
        ];
        observer.RunFinished(new RunFinished(At(2), TimeSpan.FromSeconds(2.25), 0, null, ends, Changes, Gaps) { Costs = Costs });
    }

    /// <summary>A run that fails and is interrupted nowhere.</summary>
    public static void FailedRun(IRunObserver observer, FakeClock clock)
    {
        var failure = new InvalidOperationException("docker build ended with exit code 1\nno space left on device");
        var failed = new TargetFinished(
            "BuildImage", TargetStatus.Failed, At(0), TimeSpan.FromSeconds(66), "InvalidOperationException: " + failure.Message, failure);
        TargetFinished[] ends =
        [
            new("ResolveSources", TargetStatus.Succeeded, At(0), TimeSpan.FromSeconds(0.2), "Commits: 3", null),
            new("ProvisionNetwork", TargetStatus.Succeeded, At(0), TimeSpan.FromSeconds(3725), null, null),
            failed,
            new("PushImage", TargetStatus.NotRun, default, default, "BuildImage failed", null),
            new("Deploy", TargetStatus.NotRun, default, default, "BuildImage failed", null),
        ];
        observer.Started(new RunStarted(Watched.Beginning, "prod", IsDryRun: false, 4, ["Deploy"], Plan));
        observer.TargetStarted("ResolveSources", At(0));
        observer.Finished(ends[0]);
        observer.TargetStarted("ProvisionNetwork", At(0));
        observer.TargetStarted("BuildImage", At(0));
        observer.Changed(Changes[0]);
        observer.Logged(new LogLine(At(1), "BuildImage", LogLevel.Information, "::error::said by docker, ##[group]too"));
        observer.Logged(new LogLine(At(2), null, LogLevel.Warning, "the disk is nearly full"));
        observer.Logged(new LogLine(At(3), "ProvisionNetwork", LogLevel.Information, "applying"));
        clock.Advance(TimeSpan.FromSeconds(66));
        observer.Finished(failed);
        observer.Finished(ends[1]);
        observer.Finished(ends[3]);
        observer.Finished(ends[4]);
        observer.RunFinished(new RunFinished(At(3725), TimeSpan.FromSeconds(3726), 1, null, ends, [Changes[0]], []));
    }

    private static DateTimeOffset At(double seconds) => Watched.Beginning.AddSeconds(seconds);

    private static TargetFinished Succeeded(string name) => new(name, TargetStatus.Succeeded, At(0), TimeSpan.FromSeconds(2), null, null);
}
