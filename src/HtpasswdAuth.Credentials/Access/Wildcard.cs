namespace HtpasswdAuth;

/// <summary>File name patterns of <c>&lt;Files&gt;</c>: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>, a backslash before what is meant literally.</summary>
internal static class Wildcard
{
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny("*?[\\");

    /// <summary>In time of the product of the lengths at most, whatever the pattern.</summary>
    public static bool Matches(string pattern, string name)
    {
        int p = 0;
        int n = 0;
        int star = -1;
        int starName = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starName = n;
            }
            else if (p < pattern.Length && MatchesOne(pattern, ref p, name[n]))
            {
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++starName;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    /// <summary>Matches one character and moves behind what matched it; otherwise stays where it is.</summary>
    private static bool MatchesOne(string pattern, ref int position, char character)
    {
        int end = pattern[position] == '[' ? pattern.IndexOf(']', Math.Min(position + 2, pattern.Length)) : -1;
        if (end >= 0)
        {
            bool inSet = InSet(pattern.AsSpan(position + 1, end - position - 1), character);
            position = inSet ? end + 1 : position;
            return inSet;
        }

        bool escaped = pattern[position] == '\\' && position + 1 < pattern.Length;
        char literal = pattern[position + (escaped ? 1 : 0)];
        bool matches = literal == character || (literal == '?' && !escaped);
        position += (matches, escaped) switch { (false, _) => 0, (_, true) => 2, _ => 1 };
        return matches;
    }

    private static bool InSet(ReadOnlySpan<char> set, char character)
    {
        bool negated = set.Length > 1 && set[0] is '!' or '^';
        bool found = false;
        for (set = negated ? set[1..] : set; !set.IsEmpty;)
        {
            bool isRange = set.Length > 2 && set[1] == '-';
            found |= isRange ? character >= set[0] && character <= set[2] : character == set[0];
            set = set[(isRange ? 3 : 1)..];
        }

        return found != negated;
    }
}
