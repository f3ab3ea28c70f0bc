using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class EnvironmentTests : IDisposable
{
    private readonly Repository repository = new Repository().With("parameters.prod.json", "{}").With("parameters.dev.json", "{}");

    public void Dispose() => repository.Dispose();

    [Fact]
    public void The_command_line_comes_before_the_variable_and_the_variable_before_the_file()
    {
        repository.With("parameters.test.json", "{}").With("parameters.json", """{ "Env": "dev" }""");
        Assert.Equal(("dev", false), Chosen());

        repository.WithVariable("NUKE_ENV", "test");
        Assert.Equal(("test", false), Chosen());
        Assert.Equal(("prod", true), Chosen("--env", "prod"));
    }

    private (string? Name, bool WasNamed) Chosen(params string[] args)
    {
        var result = repository.Read(args);
        Assert.Empty(result.Faults);
        return (result.Request.EnvironmentName, result.Request.EnvironmentWasNamed);
    }

    [Fact]
    public void An_environment_that_does_not_exist_is_answered_with_those_that_do() => Assert.Equal(
        [
            "--env: there is no environment 'prdo', because .nuke/parameters.prdo.json does not exist. Did you mean 'prod'? "
            + "Existing environments: dev, prod.",
        ],
        repository.Read("--env", "prdo").Faults);

    [Fact]
    public void An_environment_of_the_file_must_exist_too() => Assert.Equal(
        [
            ".nuke/parameters.json: Env: there is no environment 'staging', because .nuke/parameters.staging.json does not exist. "
            + "Existing environments: dev, prod.",
        ],
        repository.With("parameters.json", """{ "Env": "staging" }""").Read().Faults);

    [Fact]
    public void Without_any_environment_that_is_said()
    {
        using var empty = new Repository();

        Assert.Equal(
            ["NUKE_ENV: there is no environment 'prod', because .nuke/parameters.prod.json does not exist. No environment exists yet."],
            empty.WithVariable("NUKE_ENV", "prod").Read().Faults);
    }

    private sealed class OfNuke
    {
        [Parameter("The environment.")]
        public string? Env { get; }
    }

    [Fact]
    public void A_parameter_of_that_name_holds_the_environment_in_force()
    {
        var catalog = Kernel.Invocation.ParameterCatalog.Of(typeof(OfNuke));
        repository.With("parameters.json", """{ "Env": "dev" }""");

        var values = Kernel.Invocation.InvocationReader.Read([], Sample.Shape, catalog, repository.Variables, repository.Root).Values;

        Assert.True(values.TryGet("Env", out var value));
        Assert.Equal("dev", value);
        Assert.Equal(".nuke/parameters.json: Env", values.OriginOf("Env")!.Place);
        Assert.False(Assert.Single(catalog.Parameters).IsListed);
    }

    [Theory]
    [InlineData("../prod")]
    [InlineData("Prod")]
    [InlineData("a.b")]
    [InlineData("")]
    [InlineData("-x")]
    public void A_name_is_never_a_path(string name) => Assert.Equal(
        [
            $"--env: '{name}' is not the name of an environment; give at most 63 lower-case letters, digits and dashes, a dash not first.",
        ],
        repository.Read($"--env={name}").Faults);

    [Fact]
    public void An_environments_file_may_not_name_another() => Assert.Equal(
        [".nuke/parameters.prod.json, line 1: unknown key 'Env'. Env may stand in .nuke/parameters.json only."],
        repository.With("parameters.prod.json", """{ "Env": "dev" }""").Read("--env", "prod").Faults);
}
