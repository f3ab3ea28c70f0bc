using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;
using TutorPipeline.Parameters;

namespace TutorPipeline.Tests.Parameters;

public sealed class ParentFilesTests : IDisposable
{
    private static readonly PlatformIdentity Dev = new(
        Label.Parse("dev", null), Label.Parse("prod", null), Label.Parse("yourschool", null), "Your School", Label.Parse("virginia", null),
        DomainName.Parse("yourschool.edu", null), Label.Parse("courses", null), [], AwsRegion.Parse("us-east-1", null),
        AwsAccountId.Parse("123456789012", null));

    private readonly string root = Directory.CreateTempSubdirectory("parents-").FullName;

    public ParentFilesTests()
    {
        Directory.CreateDirectory(Path.Combine(root, ".nuke"));
        Write("parameters.json", """{ "PlatformName": "yourschool", "AwsRegion": "us-east-1" }""");
        Write("parameters.prod.json", """{ /* sizing */ "MySqlPort": 3306, }""");
        Write("parameters.dev.json", """{ "ParentEnvironment": "prod" }""");
    }

    [Fact]
    public void Say_nothing_when_both_are_the_same_platform() => Assert.Empty(ParentFiles.Check(root, Dev));

    [Fact]
    public void Are_not_read_for_a_main_environment()
    {
        Write("parameters.prod.json", "{ broken");

        Assert.Empty(ParentFiles.Check(root, Dev with { ParentEnvironment = null }));
    }

    [Fact]
    public void Refuse_a_parent_that_does_not_exist()
    {
        File.Delete(Path.Combine(root, ".nuke", "parameters.prod.json"));

        Assert.Equal(
            [Fault("ParentEnvironment", "'prod' does not exist: there is no .nuke/parameters.prod.json. Existing environments: dev.")],
            ParentFiles.Check(root, Dev));
    }

    [Fact]
    public void Refuse_a_parent_that_has_a_parent()
    {
        Write("parameters.prod.json", """{ "ParentEnvironment": "live" }""");

        Assert.Equal(
            [Fault("ParentEnvironment", "'prod' is itself an additional environment; name its parent, 'live'.")],
            ParentFiles.Check(root, Dev));
    }

    [Fact]
    public void Refuse_what_makes_the_parents_names_other_names()
    {
        Write("parameters.prod.json", """{ "EnvironmentSubdomain": "learn" }""");
        Write("parameters.dev.json", """{ "ParentEnvironment": "prod", "AwsRegion": "eu-west-1" }""");

        Assert.Equal(
            [
                Fault(
                    "EnvironmentSubdomain",
                    "the default is not what 'prod', the parent, has: 'learn'. Both must be the same; "
                    + "set it in .nuke/parameters.json only."),
                Fault(
                    "AwsRegion",
                    "'eu-west-1' is not what 'prod', the parent, has: 'us-east-1'. Both must be the same; "
                    + "set it in .nuke/parameters.json only."),
            ],
            ParentFiles.Check(root, Dev));
    }

    [Fact]
    public void Say_where_the_parents_file_is_malformed()
    {
        Write("parameters.prod.json", "{\n  \"MySqlPort\": oops\n}");

        Assert.Equal(
            [Fault("ParentEnvironment", "'prod' cannot be looked up: .nuke/parameters.prod.json is no JSON (line 2). Mend it.")],
            ParentFiles.Check(root, Dev));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static SettingFault Fault(string parameter, string message) => new(parameter, message);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(root, ".nuke", file), text);
}
