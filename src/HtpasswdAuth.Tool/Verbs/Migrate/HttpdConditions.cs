using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>What httpd decides while it reads: variables, and which sections count.</summary>
/// <param name="notes">Gets what is passed over.</param>
/// <param name="isHtaccess">Whether as <c>UseHtaccess</c> decides.</param>
internal sealed class HttpdConditions(MigrationNotes notes, bool isHtaccess)
{
    // Rules written for versions before it are of no use to a site that goes on from the newest.
    private static readonly Version Httpd = new(2, 4, 99);

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public void Define(ConfigNode node)
    {
        if (node.Is("Define") && node.Words.Count > 0)
        {
            _variables[node.First] = node.Words.Count > 1 ? node.Words[1] : "";
        }
        else if (node.Is("UnDefine"))
        {
            _variables.Remove(node.First);
        }
    }

    /// <summary>Puts values for <c>${NAME}</c>; one that is not defined here stays as it is.</summary>
    public string Substitute(string line)
    {
        int start = line.IndexOf("${", StringComparison.Ordinal);
        if (start < 0)
        {
            return line;
        }

        var text = new StringBuilder();
        int from = 0;
        while (start >= 0 && line.IndexOf('}', start) is int end and > 0)
        {
            string found = line[start..(end + 1)];
            text.Append(line.AsSpan(from, start - from)).Append(_variables.GetValueOrDefault(found[2..^1], found));
            from = end + 1;
            start = line.IndexOf("${", from, StringComparison.Ordinal);
        }

        return text.Append(line.AsSpan(from)).ToString();
    }

    /// <summary>A section as it counts: itself, what it holds, or nothing.</summary>
    public IReadOnlyList<ConfigNode> Resolve(ConfigNode section)
    {
        if (isHtaccess)
        {
            return section.Is("IfModule") && !section.First.StartsWith('!') ? section.Children! : [section];
        }

        if (section.Is("IfModule"))
        {
            // A module that is asked for is taken to be there: no rule is lost by that.
            return section.First.StartsWith('!') ? [] : section.Children!;
        }

        if (section.Is("IfVersion"))
        {
            return HasVersion(section) ? section.Children! : [];
        }

        return section.Is("IfDefine") ? ResolveDefine(section) : [section];
    }

    private List<ConfigNode> ResolveDefine(ConfigNode section)
    {
        bool not = section.First.StartsWith('!');
        if (_variables.ContainsKey(not ? section.First[1..] : section.First) != not)
        {
            return section.Children!;
        }

        if (section.Children!.Exists(AccessDirectives.Decides))
        {
            notes.Todo(section, "holds rules for servers that are started with that name", "they are not carried over; if yours is, put \"Define\" with the name at the top and migrate again");
        }

        return [];
    }

    private static bool HasVersion(ConfigNode section)
    {
        string comparison = section.Words.Count > 1 ? section.First : "=";
        bool not = comparison.StartsWith('!');
        if (!Version.TryParse(section.Words.Count > 0 ? section.Words[^1] : "", out Version? version))
        {
            return true;
        }

        bool holds = comparison.TrimStart('!') switch
        {
            ">" => Httpd > version,
            ">=" => Httpd >= version,
            "<" => Httpd < version,
            "<=" => Httpd <= version,
            _ => Httpd.Major == version.Major && Httpd.Minor == version.Minor,
        };
        return holds != not;
    }
}
