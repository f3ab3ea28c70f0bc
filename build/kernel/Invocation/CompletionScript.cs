namespace TutorPipeline.Kernel.Invocation;

/// <summary>
/// Scripts that make a shell complete the launcher's arguments. Each asks the launcher itself, with the typed words as separate
/// arguments; no shell ever evaluates what was typed.
/// </summary>
internal static class CompletionScript
{
    /// <summary>The script for a shell; its first line says how to load it.</summary>
    /// <param name="shell"><c>bash</c>, <c>zsh</c>, <c>fish</c> or <c>powershell</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no script for the shell.</exception>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "There is a script for bash, zsh, fish and powershell."),
    };

    private const string Bash =
        """
        # Load with: source <(./build.sh --completion bash)
        _build_sh_complete() {
          local launcher="${COMP_WORDS[0]}" candidate
          case "$launcher" in
            "~/"*) launcher="$HOME/${launcher:2}" ;;
          esac
          COMPREPLY=()
          while IFS= read -r candidate; do
            COMPREPLY+=("$candidate")
          done < <("$launcher" --complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -o default -F _build_sh_complete build.sh ./build.sh

        """;

    private const string Zsh =
        """
        #compdef build.sh
        # Load with: source <(./build.sh --completion zsh)
        _build_sh() {
          local launcher="${(Q)words[1]}"
          local -a candidates
          [[ $launcher == '~/'* ]] && launcher="$HOME/${launcher[3,-1]}"
          candidates=("${(@f)$("$launcher" --complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
          candidates=("${(@)candidates:#}")
          if (( $#candidates )); then
            compadd -- "${candidates[@]}"
          else
            _files
          fi
        }
        compdef _build_sh build.sh

        """;

    private const string Fish =
        """
        # Load with: ./build.sh --completion fish | source
        function __build_sh_complete
            set -l words (commandline --tokenize --cut-at-cursor --current-process)
            set -l current (commandline --current-token --cut-at-cursor)
            set -l launcher (string replace --regex '^~/' "$HOME/" -- $words[1])
            set -l candidates ($launcher --complete $words[2..-1] "$current" 2>/dev/null)
            if set --query candidates[1]
                printf '%s\n' $candidates
            else
                __fish_complete_path "$current"
            end
        end
        complete --command build.sh --no-files --arguments '(__build_sh_complete)'

        """;

    private const string PowerShell =
        """
        # Load with: ./build.ps1 --completion powershell | Out-String | Invoke-Expression
        $completeBuild = {
          param($wordToComplete, $commandAst, $cursorPosition)
          $launcher = $commandAst.CommandElements[0].ToString()
          $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
            Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
          & $launcher --complete @words $wordToComplete 2>$null |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        Register-ArgumentCompleter -Native -CommandName 'build.ps1', 'build.sh', 'build.cmd' -ScriptBlock $completeBuild
        Register-ArgumentCompleter -CommandName 'build.ps1' -ParameterName 'BuildArguments' -ScriptBlock {
          param($commandName, $parameterName, $wordToComplete, $commandAst, $boundParameters)
          & $completeBuild $wordToComplete $commandAst ($commandAst.Extent.EndOffset + 1)
        }

        """;
}
