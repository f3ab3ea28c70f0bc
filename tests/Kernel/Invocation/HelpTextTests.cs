using TutorPipeline.Kernel.Invocation;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class HelpTextTests
{
    private static string Help(int width)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        HelpText.Write(writer, Sample.Shape, Sample.Catalog, new SampleBuild(), width);
        return writer.ToString();
    }

    [Fact]
    public void Help_shows_targets_parameters_options_exit_codes_and_examples() => Assert.Equal(
        """
        Usage: ./build.sh [<target> ...] [<option> ...]     (Windows: .\build.ps1)

        Targets:
          Clean             Removes what was built.
          ProvisionNetwork  Makes the network.
                            -> Clean
          Deploy (default)  Brings everything to where it belongs, in the right order, and checks that it is
                            there.
                            -> Clean, ProvisionNetwork

        Parameters (Sample build):
          --platform-name <text>  (required; default: yourschool)
              Name of the platform.
          --allow-data-loss [true|false]  (command line only; default: false)
              Confirms that data may be lost.
          --count <number>  (default: 3)
              Field of an old build.

        Parameters (MySql server):
          --mysql-port <number>  (default: 3306)
              Port of the MySQL server.
          --mysql-retention <duration>  (default: 26h)
              How long backups are kept.
          NUKE_MYSQL_PASSWORD=<text>  (secret: environment variable only)
              Password of the MySQL server's root user.

        Parameters (Network parts):
          --zones <text> ...  (default: a, b)
              Names of the zones.
          --open-ports <number> ...  (default: 80, 443)
              Ports that are open to everybody.
          --infra-engine Terraform|Pulumi  (default: Terraform)
              Engine that provisions.
          --fence <text>
              Colour of the fence.
          --rules <json> ...
              Rules of the fence.
          --maps <path>
              Folder of the maps.
          --single-gate [true|false]  (default: true)
              Whether one gate is enough.
          --factor <number>
              Factor of safety.
          --bytes <number>
              Bytes that may pass.

        Options of every build:
          --help                      Prints this help; also -h and -?.
          --plan[=text|json|mermaid]  Prints what would run, in which order, and ends.
          --dry-run                   Plans every target for real and touches nothing.
          --target <name> ...         Runs these targets; the same as naming them first.
          --skip [<name> ...]         Leaves these targets out; without a name, everything but the targets
                                      that were named.
          --env <environment>         Chooses the environment, and with it its parameter file; otherwise the
                                      Env that parameters.json names.
          --parallelism <number>      Runs at most so many targets at once, at least 1; by default one a
                                      core.
          --verbosity <level>         Says less or more: quiet, minimal, normal (the default) or verbose.
          --json                      Prints events as JSON, one a line, instead of text.
          --host <host>               Writes for Terminal or GitHubActions, whatever was detected.
          --root [<folder>]           Uses this folder as the root; without a folder, the current one.

        A parameter is taken from the command line, else from its environment variable (NUKE_ and its name,
        as in NUKE_PLATFORM_NAME), else from .nuke/parameters.<environment>.json, else from
        .nuke/parameters.json; its key there is the option's name in any case and with or without dashes.
        Otherwise its default holds. Empty variables count as unset.

        Exit codes:
          0         done
          1         a target failed
          2         wrong usage; nothing was started
          130, 143  interrupted; running targets were cancelled and cleaned up first

        Examples:
          ./build.sh Deploy --env prod --dry-run
              Shows everything that Deploy would do to the environment prod.
          ./build.sh Deploy --plan
              Prints which targets Deploy would run, in which order.

        """,
        Help(100));

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void Descriptions_keep_within_the_terminals_width(int width) => Assert.All(
        Help(width).Split('\n').Where(line => line.StartsWith("      ", StringComparison.Ordinal)),
        line => Assert.True(line.Length <= width, line));

    [Fact]
    public void A_narrow_terminal_gets_sixty_columns() => Assert.Equal(Help(60), Help(0));

    [Fact]
    public void A_secrets_default_is_never_shown()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        HelpText.Write(writer, Sample.Shape, ParameterCatalog.Of(typeof(Careless)), new Careless(), 100);

        Assert.DoesNotContain("hunter2", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("NUKE_PASSWORD=<text>  (secret: environment variable only)", writer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 10, new string[0])]
    [InlineData("one two three", 7, new[] { "one two", "three" })]
    [InlineData("one two three", 13, new[] { "one two three" })]
    [InlineData("extraordinarily long", 5, new[] { "extraordinarily", "long" })]
    [InlineData("extraordinarily", 5, new[] { "extraordinarily" })]
    public void Text_is_broken_at_blanks(string text, int width, string[] expected) => Assert.Equal(expected, HelpPage.Wrap(text, width));

    private sealed class Careless
    {
        [Parameter("A password.")]
        [Secret]
        public string Password => "hunter2";
    }
}
