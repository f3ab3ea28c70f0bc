using System.Diagnostics;
using TutorPipeline.Kernel.Invocation;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class ShellCompletionTests : IDisposable
{
    private readonly Repository repository = new Repository().With("parameters.prod.json", "{}").With("parameters.dev.json", "{}");

    public void Dispose() => repository.Dispose();

    [Theory]
    [InlineData("", "Clean", "ProvisionNetwork", "Deploy")]
    [InlineData("de", "Deploy")]
    [InlineData("Clean De", "Deploy")]
    [InlineData("Clean+De", "Clean+Deploy")]
    [InlineData("--skip Clean p", "ProvisionNetwork")]
    [InlineData("--target D", "Deploy")]
    [InlineData("--dry-run C", "Clean")]
    [InlineData("--env prod C", "Clean")]
    [InlineData("--env=prod C", "Clean")]
    [InlineData("--env = prod C", "Clean")]
    [InlineData("--count=3 -- C", "Clean")]
    [InlineData("-- --")]
    [InlineData("--env ", "dev", "prod")]
    [InlineData("--env p", "prod")]
    [InlineData("--env=p", "--env=prod")]
    [InlineData("--env =", "dev", "prod")]
    [InlineData("--env = p", "prod")]
    [InlineData("--pl", "--plan", "--platform-name")]
    [InlineData("--my", "--mysql-port", "--mysql-retention")]
    [InlineData("--h", "--help", "--host")]
    [InlineData("--plan=", "--plan=text", "--plan=json", "--plan=mermaid")]
    [InlineData("--plan ", "Clean", "ProvisionNetwork", "Deploy")]
    [InlineData("--verbosity v", "verbose")]
    [InlineData("--host ", "Terminal", "GitHubActions")]
    [InlineData("--infra-engine ", "Terraform", "Pulumi")]
    [InlineData("--infra-engine=t", "--infra-engine=Terraform")]
    [InlineData("--single-gate=", "--single-gate=true", "--single-gate=false")]
    [InlineData("--platform-name ")]
    [InlineData("--zones a ")]
    [InlineData("--nonsense=")]
    [InlineData("$(reboot)")]
    public void Candidates_fit_the_place(string line, params string[] expected) =>
        Assert.Equal(expected, ShellCompletion.Candidates(line.Split(' '), Sample.Shape, Sample.Catalog, repository.Root));

    [Fact]
    public void The_words_arrive_untouched()
    {
        var request = repository.Read("--complete", "--bogus", "--env", "--help", string.Empty).Request;

        Assert.Equal(["--bogus", "--env", "--help", string.Empty], request.Complete!);
        Assert.False(request.Help);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _build_sh_complete build.sh ./build.sh\n")]
    [InlineData("zsh", "compdef _build_sh build.sh\n")]
    [InlineData("fish", "complete --command build.sh --no-files --arguments '(__build_sh_complete)'\n")]
    [InlineData("powershell", "}\n")]
    public void Every_shell_has_a_script(string shell, string end)
    {
        Assert.Equal(shell, repository.Read("--completion", shell).Request.CompletionShell);
        Assert.EndsWith(end, CompletionScript.For(shell), StringComparison.Ordinal);
        Assert.DoesNotContain("eval", CompletionScript.For(shell), StringComparison.Ordinal);
    }

    [Fact]
    public void Bash_asks_the_launcher_and_takes_its_lines()
    {
        var output = Bash("'Clean' '--env' 'a b' 'De'", candidates: "Deploy\\nDestroy all\\n");

        Assert.Equal("[Deploy][Destroy all]", output);
        Assert.Equal("<--complete><Clean><--env><a b><De>", File.ReadAllText(Path.Combine(repository.Root, "seen")));
    }

    [Fact]
    public void Bash_never_evaluates_what_was_typed()
    {
        var output = Bash("'$(touch pwned)' '`touch pwned`' '; touch pwned'", candidates: "$(touch pwned)\\n");

        Assert.Equal("[$(touch pwned)]", output);
        Assert.False(File.Exists(Path.Combine(repository.Root, "pwned")));
        Assert.Equal(
            "<--complete><$(touch pwned)><`touch pwned`><; touch pwned>", File.ReadAllText(Path.Combine(repository.Root, "seen")));
    }

    // A real bash completes the words behind ./build.sh, which stands in for the launcher and writes down what it was asked.
    private string Bash(string words, string candidates)
    {
        if (!File.Exists("/bin/bash"))
        {
            Assert.Skip("bash is missing; install it with: apt-get install bash");
        }

        var launcher = Path.Combine(repository.Root, "build.sh");
        File.WriteAllText(launcher, $"#!/bin/bash\nprintf '<%s>' \"$@\" > seen\nprintf '{candidates}'\n");
        File.WriteAllText(Path.Combine(repository.Root, "completion"), CompletionScript.For("bash"));
        File.WriteAllText(
            Path.Combine(repository.Root, "test"),
            $$"""
            chmod +x build.sh
            source ./completion
            COMP_WORDS=(./build.sh {{words}})
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            [[ $(complete -p ./build.sh) == *'-F _build_sh_complete'* ]] || exit 9
            _build_sh_complete
            printf '[%s]' "${COMPREPLY[@]}"
            """);
        var start = new ProcessStartInfo("/bin/bash", ["--noprofile", "--norc", "test"])
        {
            WorkingDirectory = repository.Root,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
