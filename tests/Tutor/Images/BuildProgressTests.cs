using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Images;

public sealed class BuildProgressTests
{
    private readonly FakeReport report = new();
    private readonly BuildProgress progress;

    public BuildProgressTests() => progress = new BuildProgress(report);

    [Fact]
    public void Says_each_step_once_when_it_begins_and_once_when_it_ends()
    {
        Add(
            "#1 [internal] load build definition from Dockerfile", "#1 DONE 0.0s", "#5 [base 2/3] RUN make", "#6 [theme 1/2] COPY . .",
            "#5 [base 2/3] RUN make", "#5 0.512 making", "#6 CACHED", "#5 DONE 3.2s");

        Assert.Equal(
            ["done after 0.0s: [internal] load build definition from Dockerfile", "[base 2/3] RUN make", "[theme 1/2] COPY . .", "done after 3.2s: [base 2/3] RUN make"],
            report.Said);
        Assert.Equal((2, 1), (progress.Done, progress.Cached));
    }

    [Fact]
    public void A_failure_is_the_step_with_the_last_that_it_said()
    {
        Add("#5 [base 2/3] RUN make", "#5 0.512 making", "#5 0.600 no rule to make target", "#5 ERROR: process \"make\" did not complete: exit code: 2");

        Assert.Equal(
            "the step [base 2/3] RUN make\n  making\n  no rule to make target\n  ERROR: process \"make\" did not complete: exit code: 2",
            progress.Failure());
    }

    [Fact]
    public void A_cache_that_cannot_be_read_is_no_failure()
    {
        Add("#3 importing cache manifest from registry:5000/cache:openedx", "#3 ERROR: not found", "Error: Command failed");

        Assert.Equal("Error: Command failed", progress.Failure());
    }

    private void Add(params string[] lines)
    {
        foreach (var line in lines)
        {
            progress.Add(line);
        }
    }
}
