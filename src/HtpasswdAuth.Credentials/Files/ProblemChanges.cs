namespace HtpasswdAuth;

/// <summary>How many problems of each kind the lines of an overlay have more than those in whose place they are; fewer where that is negative.</summary>
internal sealed class ProblemChanges
{
    private readonly int[] _counts;

    private ProblemChanges(int[] counts) => _counts = counts;

    public static ProblemChanges None { get; } = new(new int[Enum.GetValues<CredentialFileProblemCode>().Length]);

    public int Total => _counts.Sum();

    public int Of(CredentialFileProblemCode code) => _counts[(int)code];

    /// <summary>This with another line of a user of the overlay.</summary>
    public ProblemChanges With(HtpasswdOverlayLine? known, HtpasswdOverlayLine? next)
    {
        int[] counts = [.. _counts];
        Add(counts, known, -1);
        Add(counts, next, +1);
        return new(counts);
    }

    /// <summary>This without the shared lines of a user, whose place the overlay takes from now on.</summary>
    /// <param name="shared">The file of the lines.</param>
    /// <param name="name">The user.</param>
    /// <param name="line">The user's first line.</param>
    /// <param name="records">How many there are.</param>
    public ProblemChanges Without(HtpasswdFile shared, ReadOnlySpan<byte> name, HtpasswdLine line, out int records)
    {
        int[] counts = [.. _counts];
        ReadOnlySpan<byte> lines = shared.Lines.Span;
        bool hasMark = shared.Content.Length > lines.Length;
        bool hasMore = shared.CountProblems(CredentialFileProblemCode.DuplicateUser) > 0;
        byte[] key = [.. name, (byte)':'];
        records = 0;
        for (int start = line.NameStart; start >= 0; start = hasMore ? FindNext(lines, key, start + key.Length) : -1)
        {
            Count(counts, HtpasswdIndexBuilder.Examine(lines, HtpasswdLineReader.ReadAt(lines, start), out _));
            Count(counts, records > 0 ? CredentialFileProblemCode.DuplicateUser : null);

            // It goes with the first line.
            Count(counts, hasMark && !lines[..start].Contains((byte)'\n') ? CredentialFileProblemCode.ByteOrderMark : null);
            records++;
        }

        return new(counts);
    }

    private static void Count(int[] counts, CredentialFileProblemCode? code)
    {
        if (code is { } known)
        {
            counts[(int)known]--;
        }
    }

    private static void Add(int[] counts, HtpasswdOverlayLine? line, int sign)
    {
        if (line is null or { IsRemoved: true })
        {
            return;
        }

        counts[(int)CredentialFileProblemCode.DuplicateUser] += sign * (line.Copies - 1);
        if (line.Problem is { } problem)
        {
            counts[(int)problem] += sign * line.Copies;
        }
    }

    /// <summary>Where the next line that begins with the key has it; -1 for nowhere.</summary>
    private static int FindNext(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> key, int from)
    {
        for (int found = lines[from..].IndexOf(key); found >= 0; found = lines[from..].IndexOf(key))
        {
            int start = from + found;
            int before = start - 1;
            while (before >= 0 && lines[before] != '\n' && CredentialLines.IsSpace(lines[before]))
            {
                before--;
            }

            if (before < 0 || lines[before] == '\n')
            {
                return start;
            }

            from = start + key.Length;
        }

        return -1;
    }
}
