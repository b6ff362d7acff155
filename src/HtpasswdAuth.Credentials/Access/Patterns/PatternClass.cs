namespace HtpasswdAuth;

/// <summary>Reads a class of a pattern, behind its opening bracket.</summary>
internal sealed class PatternClass(PatternReader reader, bool ignoresCase)
{
    private readonly PatternEscapes _escapes = new(reader);

    public ByteSet Read()
    {
        bool isNegated = reader.TryTake('^');
        var set = new ByteSet();
        for (bool isFirst = true; isFirst || !reader.TryTake(']'); isFirst = false)
        {
            set = isFirst && reader.TryTake(']') ? AddFrom(set, ']') : Next(set);
        }

        set = ignoresCase ? set.Folded() : set;
        return isNegated ? set.Negated() : set;
    }

    private ByteSet Next(ByteSet set)
    {
        (ByteSet? several, int code) = Member();
        if (several is null)
        {
            return AddFrom(set, code);
        }

        // A hyphen behind several stands for itself; PCRE refuses it before some more.
        if (reader.TryTake('-'))
        {
            if (!reader.IsAtEnd && reader.Peek != ']')
            {
                throw new PatternException("a class has a range that begins with another class");
            }

            set = set.Add('-', '-');
        }

        return set.Add(several);
    }

    /// <summary>A byte, or a range that begins with it.</summary>
    private ByteSet AddFrom(ByteSet set, int first)
    {
        if (!reader.TryTake('-'))
        {
            return set.Add(first, first);
        }

        if (!reader.IsAtEnd && reader.Peek == ']')
        {
            return set.Add(first, first).Add('-', '-');
        }

        (ByteSet? several, int last) = Member();
        return several is not null || last < first
            ? throw new PatternException("a class has a range that is none")
            : set.Add(first, last);
    }

    private (ByteSet? Several, int Code) Member()
    {
        char next = reader.Take();
        if (next == '[' && !reader.IsAtEnd && reader.Peek is ':' or '.' or '=')
        {
            return Posix();
        }

        if (next != '\\')
        {
            return (null, next);
        }

        if (!reader.IsAtEnd && reader.Peek != 'N' && _escapes.TryTakeSet(out ByteSet? set))
        {
            return (set, 0);
        }

        return reader.TryTake('b') ? (null, 8)
            : _escapes.TryTakeCode(out int code) ? (null, code)
            : throw new PatternException("a class has an escape that is not supported");
    }

    /// <summary>Without its end it is an ordinary bracket to PCRE, in some places; here it is refused.</summary>
    private (ByteSet? Several, int Code) Posix()
    {
        char sign = reader.Take();
        string name = reader.TakeUntil($"{sign}]");
        bool isNegated = name.StartsWith('^');
        name = isNegated ? name[1..] : name;
        name = ignoresCase && name is ("lower" or "upper") ? "alpha" : name;
        return sign == ':' && ByteSet.Posix(name) is { } set
            ? (isNegated ? set.Negated() : set, 0)
            : throw new PatternException("a class has a POSIX class that is none");
    }
}
