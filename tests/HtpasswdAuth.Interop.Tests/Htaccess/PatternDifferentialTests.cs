using System.Globalization;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A pattern of httpd's that is obeyed here means what PCRE means by it, and what PCRE refuses is refused.</summary>
public sealed class PatternDifferentialTests(ITestOutputHelper output)
{
    private const int Names = 5;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") is not null;
    private static readonly int Patterns = IsLong ? 200_000 : 10_000;

    [Fact]
    public void Patterns_match_as_in_PCRE_or_are_refused()
    {
        var random = new PatternGenerator("patterns");
        (int same, int refused, int both, List<string> other) = (0, 0, 0, []);
        foreach (PatternCase[] batch in Enumerable.Range(0, Patterns).Select(_ => random.Next(Names)).Chunk(2_000))
        {
            foreach ((PatternCase tried, bool?[] answers) in batch.Zip(Pcre2Test.Run(batch)))
            {
                bool?[]? ours = Ours(tried);
                refused += ours is null && answers[0] is not null ? 1 : 0;
                both += ours is null && answers[0] is null ? 1 : 0;
                same += ours is not null && ours.SequenceEqual(answers) ? 1 : 0;
                if (ours is not null && !ours.SequenceEqual(answers))
                {
                    other.Add($"{tried}: {string.Join(' ', answers)} and here {string.Join(' ', ours)}");
                }
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"same {same}, refused here alone {refused}, refused by both {both}, otherwise {other.Count}, with {Names} names each"));
        Assert.True(other.Count == 0, string.Join('\n', other.Take(20)));
        Assert.True(same > 2 * refused);
    }

    private static bool?[]? Ours(PatternCase tried)
    {
        try
        {
            var pattern = AccessPattern.Parse(tried.Pattern, tried.IgnoresCase);
            PatternAnswer[] answers = [.. tried.Names.Select(pattern.Find)];
            return answers.Contains(PatternAnswer.TooLong) ? null : [.. answers.Select(answer => (bool?)(answer == PatternAnswer.Matches))];
        }
        catch (PatternException)
        {
            return null;
        }
    }
}

/// <summary>A pattern and the names that are tried.</summary>
internal sealed record PatternCase(string Pattern, bool IgnoresCase, string[] Names)
{
    public override string ToString() => $"/{Pattern}/{(IgnoresCase ? "i" : "")} [{string.Join("] [", Names)}]";
}

/// <summary>Patterns of all kinds of signs, by chance, and names that some of them match.</summary>
internal sealed class PatternGenerator(string seed)
{
    private static readonly string[] Signs =
    [
        "a", "B", "b", "é", ".", "\\.", "^", "$", "[ab]", "[^a]", "[a-c]", "[[:alnum:]]", "[[:^lower:]]", "[[:upper:]b]", "[]a]", "[^]a]", "[a-]", "[\\d-]",
        "[é]", "[\\w.]", "\\w", "\\W", "\\d", "\\D", "\\s", "\\S", "\\h", "\\R", "\\N", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\x62", "\\x{c3}", "\\141", "\\Qa.\\E",
        "1", "_", "/", "\\/", "-", "{", "}", "{2}", "]", "é?", "(?#x)", "(?i)", "(?-i)", "(?s)", "(?-s)", "\\1", "\\2", "\n", " ", "\\v", "\\V", "\\t", "\\e", "[[.a.]]",
        "[b-a]", "[a-\\d]", "[\\N]", "\\p{L}", "\\K", "[[:foo:]]", "[é-ü]", "\\cA",
    ];

    private static readonly string[] Repeats = ["", "", "", "", "", "*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}", "*?", "+?", "*+", "++", "?+", "{0}"];
    private static readonly string[] Openings = ["(", "(", "(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!", "(?i:", "(?<n>", "(?P<m>", "(?|", "(?'o'"];
    private static readonly string[] Letters = ["a", "B", "b", "é", ".", "1", "_", "/", "-", "ab", "A", "\n", " ", "É", "{2}", "]", "\u007F"];

    private readonly SeededBytes _bytes = new(seed);

    public PatternCase Next(int names)
    {
        var pattern = new StringBuilder();
        Write(pattern, depth: 0);
        return new PatternCase(pattern.ToString(), _bytes.Next(3) == 0, [.. Enumerable.Range(0, names).Select(_ => Name())]);
    }

    private void Write(StringBuilder pattern, int depth)
    {
        for (int items = 1 + _bytes.Next(4); items > 0; items--)
        {
            if (depth < 3 && _bytes.Next(5) == 0)
            {
                pattern.Append(Pick(Openings));
                Write(pattern, depth + 1);
                pattern.Append(')');
            }
            else
            {
                pattern.Append(Pick(Signs));
            }

            pattern.Append(Pick(Repeats)).Append(_bytes.Next(10) == 0 ? "|" : "");
        }
    }

    private string Name() => string.Concat(Enumerable.Range(0, _bytes.Next(6)).Select(_ => Pick(Letters)));

    private string Pick(string[] all) => all[_bytes.Next(all.Length)];
}
