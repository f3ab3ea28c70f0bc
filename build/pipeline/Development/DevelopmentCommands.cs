using TutorPipeline.Infra.Steps;
using TutorPipeline.Model;
using TutorPipeline.Stages;

namespace TutorPipeline.Development;

/// <summary>Builds, tests and measures the solution this program was built from.</summary>
/// <param name="root">The repository's root folder.</param>
/// <param name="tools">Starts the tools.</param>
/// <param name="aws">Looks at the AWS account of the environment.</param>
public sealed class DevelopmentCommands(string root, IToolRunner tools, Func<AwsExamination> aws)
{
    /// <summary>Builds the whole solution with the .NET SDK.</summary>
    /// <param name="journal">Takes the compiler's output.</param>
    /// <param name="cancellationToken">Interrupts the compiler.</param>
    /// <returns>A task that ends with the build.</returns>
    /// <exception cref="DevelopmentToolException">The build failed.</exception>
    public Task CompileAsync(IStageJournal journal, CancellationToken cancellationToken) =>
        DotNet.RunAsync(tools, root, ["build", "TutorPipeline.sln", "--nologo", "--verbosity", "quiet"], journal, cancellationToken);

    /// <summary>Runs every test project of the built solution, one after the other, and adds up their results.</summary>
    /// <param name="journal">Takes the tests' output and the sum.</param>
    /// <param name="cancellationToken">Interrupts the tests.</param>
    /// <returns>A task that ends with the last test.</returns>
    /// <exception cref="TestsFailedException">A test failed, or none ran.</exception>
    public Task TestAsync(IStageJournal journal, CancellationToken cancellationToken) =>
        new TestRun(root, tools).RunAsync(journal, cancellationToken);

    /// <summary>Builds the benchmarks optimised and runs them; the table also goes to <c>artifacts/benchmarks.json</c>.</summary>
    /// <param name="journal">Takes the table.</param>
    /// <param name="cancellationToken">Interrupts the measurements.</param>
    /// <returns>A task that ends with the last measurement.</returns>
    /// <exception cref="DevelopmentToolException">The benchmarks do not build, or a measurement missed its limit.</exception>
    public Task BenchmarkAsync(IStageJournal journal, CancellationToken cancellationToken) => DotNet.RunAsync(
        tools, root, ["run", "--configuration", "Release", "--project", "tests/Benchmarks", "--", root], journal, cancellationToken);

    /// <summary>Lists each external tool, and what is to be known of the AWS account.</summary>
    /// <param name="journal">Takes one line a tool, one for the caller in AWS and one for mail.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>A task that ends with the list.</returns>
    public Task DoctorAsync(IStageJournal journal, CancellationToken cancellationToken) =>
        new Doctor(tools, aws).ExamineAsync(journal, cancellationToken);
}
