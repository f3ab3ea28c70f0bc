using TutorPipeline.Rehearsal.Services;

namespace TutorPipeline.Harness.Tests;

/// <summary>The stand-in for Tutor, and the real one where it is.</summary>
public static class TutorTests
{
    private const string NoKubectl = "kubectl is not on PATH; install it: https://kubernetes.io/docs/tasks/tools/";

    public static TheoryData<string> Rows => [.. TutorBehaviour.Rows.Keys];

    public static TheoryData<string> PlatformRows => [.. TutorPlatformBehaviour.Rows.Keys];

    public static TheoryData<string> InitRows => [.. TutorInitBehaviour.Rows.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public static async Task Stand_in(string row)
    {
        var reason = await StandInTutor.WhyNotAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(reason is not null, reason ?? "");
        using var root = new TutorRoot(StandInTutor.Program);

        TutorBehaviour.Rows[row](root);
    }

    [Theory]
    [MemberData(nameof(PlatformRows))]
    public static async Task Stand_in_for_a_platform(string row)
    {
        var reason = await StandInTutor.WhyNotAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(reason is not null, reason ?? "");
        Assert.SkipWhen(Moto.FullPath("kubectl") is null, NoKubectl);
        using var root = new TutorRoot(StandInTutor.Program);

        TutorPlatformBehaviour.Rows[row](root);
    }

    [Theory]
    [MemberData(nameof(InitRows))]
    public static async Task Stand_in_for_first_tasks(string row)
    {
        var reason = await StandInTutor.WhyNotAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(reason is not null, reason ?? "");
        using var root = new TutorRoot(StandInTutor.Program);

        TutorInitBehaviour.Rows[row](root);
    }

    [Fact]
    public static void The_real_one_behaves_alike()
    {
        var real = Environment.GetEnvironmentVariable("TUTOR") is { Length: > 0 } named ? named : Moto.FullPath("tutor");
        Assert.SkipWhen(
            real is null, "The real Tutor is not on PATH; install it with: pipx install 'tutor==21.0.*', or name it by TUTOR.");
        var different = new List<string>();
        Assert.SkipWhen(Moto.FullPath("kubectl") is null, NoKubectl);
        foreach (var (name, row) in TutorBehaviour.Rows.Concat(TutorPlatformBehaviour.Rows).Concat(TutorInitBehaviour.Rows))
        {
            using var root = new TutorRoot(real!);
            if (Record.Exception(() => row(root)) is { } e)
            {
                different.Add($"{name}: {e.Message}");
            }
        }

        Assert.True(different.Count == 0, string.Join('\n', different));
    }
}
