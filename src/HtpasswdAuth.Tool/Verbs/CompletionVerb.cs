using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>Prints a script for a shell; the script asks this program, through its suggest directive, what may come next.</summary>
internal static class CompletionVerb
{
    private const string Bash =
        """
        # eval "$(htauth completion bash)"
        _htauth() {
            local word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}"
            local found; found="$(htauth "[suggest:${#line}]" "$line" 2>/dev/null)"
            mapfile -t COMPREPLY < <(compgen -W "$found" -- "$word"; compgen -f -- "$word")
        }
        complete -o filenames -F _htauth htauth

        """;

    private const string Zsh =
        """
        # eval "$(htauth completion zsh)", after compinit
        _htauth() {
            local line="${BUFFER[1,CURSOR]}"
            local -a found; found=("${(@f)$(htauth "[suggest:${#line}]" "$line" 2>/dev/null)}")
            compadd -- $found
            _files
        }
        compdef _htauth htauth

        """;

    private const string Fish =
        """
        # htauth completion fish | source
        function __htauth
            set -l line (commandline --cut-at-cursor)
            htauth "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c htauth -a '(__htauth)'

        """;

    private const string PowerShell =
        """
        # htauth completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName htauth -ScriptBlock {
            param($word, $tree, $position)
            $line = $tree.ToString().PadRight($position).Substring(0, $position)
            htauth "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    public static Command Create(IConsole console)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell the script is for." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var verb = new Command("completion", "Print the script that completes verbs and options in your shell; its first line says how to load it.") { shell };
        verb.SetAction(result =>
        {
            console.Output.WriteText(ScriptFor(result.GetValue(shell)!));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static string ScriptFor(string shell) => shell switch
    {
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => Bash,
    };
}
