using System.Text;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Makes outcomes comparable: a salted hash of the right password becomes what it looks like.</summary>
internal static partial class ToolHashes
{
    public static ToolOutcome Normalise(ToolOutcome outcome, ToolCase toolCase)
    {
        byte[] password = Encoding.UTF8.GetBytes(toolCase.Password);
        return outcome with
        {
            Output = Normalise(outcome.Output, password),
            Error = TemporaryName().Replace(outcome.Error, "tmp.XXXXXX"),
            Files = [.. outcome.Files.Select(file => Normalise(file, password))],
        };
    }

    private static string Normalise(string text, byte[] password) => Salted().Replace(text, match =>
    {
        byte[] hash = Encoding.Latin1.GetBytes(match.Value);
        bool verifies = ToolCases.IsFixture(match.Value) is false
            && PasswordHash.Verify(password, hash) is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;
        return verifies && !ToolCases.IsFixture(match.Value) ? $"<{Shape(match.Value)} of {hash.Length}>" : match.Value;
    });

    /// <summary>The scheme and its cost, without salt and digest.</summary>
    private static string Shape(string hash) => hash switch
    {
        ['$', '2', ..] => hash[..7],
        ['$', ..] when hash.Contains("rounds=", StringComparison.Ordinal) => hash[..hash.IndexOf('$', 4)],
        ['$', ..] => hash[..hash.IndexOf('$', 1)],
        _ => "DES",
    };

    [GeneratedRegex(@"(?<=:)(?:\$(?:apr1|5|6|2y)\$[^\s:]+|[./0-9A-Za-z]{13}(?=\n|$))")]
    private static partial Regex Salted();

    [GeneratedRegex(@"tmp\.\w{6}")]
    private static partial Regex TemporaryName();
}
