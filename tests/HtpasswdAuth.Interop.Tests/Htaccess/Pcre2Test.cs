using System.Globalization;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Debian's <c>pcre2test</c>, which says what PCRE makes of patterns.</summary>
internal static class Pcre2Test
{
    /// <summary>For each pattern whether it matches each name; <see langword="null"/> for what PCRE does not take or does not decide.</summary>
    public static IReadOnlyList<bool?[]> Run(IReadOnlyList<PatternCase> cases)
    {
        var input = new StringBuilder();
        foreach (PatternCase tried in cases)
        {
            input.Append(CultureInfo.InvariantCulture, $"/{Hex(tried.Pattern)}/hex,dotall,dollar_endonly{(tried.IgnoresCase ? ",caseless" : "")}\n");
            foreach (string name in tried.Names)
            {
                input.Append(name.Length == 0 ? "\\=ovector=5" : string.Concat(Encoding.UTF8.GetBytes(name).Select(code => $"\\x{code:x2}"))).Append('\n');
            }

            input.Append('\n');
        }

        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, input.ToString());
            return Read(cases, ExternalTool.Run("pcre2test", ["-q", path]).Output.Split('\n'));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Hex(string pattern) =>
        string.Join(' ', Encoding.UTF8.GetBytes(pattern).Select(code => code.ToString("x2", CultureInfo.InvariantCulture)));

    private static List<bool?[]> Read(IReadOnlyList<PatternCase> cases, string[] lines)
    {
        List<bool?[]> all = [];
        List<bool?> answers = [];
        foreach (string line in lines)
        {
            if (line.StartsWith('/') && line.Contains("/hex,", StringComparison.Ordinal))
            {
                Add(cases, all, answers);
            }
            else if (line.StartsWith(" 0:", StringComparison.Ordinal))
            {
                answers.Add(true);
            }
            else if (line.StartsWith("No match", StringComparison.Ordinal))
            {
                answers.Add(false);
            }
            else if (line.StartsWith("Failed: error -", StringComparison.Ordinal))
            {
                answers.Add(null);
            }
        }

        Add(cases, all, answers);
        all.RemoveAt(0);
        Assert.Equal(cases.Count, all.Count);
        return all;
    }

    /// <summary>What was said of the pattern before; nothing, where it is none.</summary>
    private static void Add(IReadOnlyList<PatternCase> cases, List<bool?[]> all, List<bool?> answers)
    {
        int names = cases[0].Names.Length;
        Assert.True(answers.Count == 0 || answers.Count == names, $"{answers.Count} answers");
        all.Add(answers.Count == 0 ? new bool?[names] : [.. answers]);
        answers.Clear();
    }
}
