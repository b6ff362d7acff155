using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>
/// Reads all lines once, fills the table and collects what is odd. Names are added in batches, each slot being fetched
/// into the cache while later lines are read: with a million users every one of them is a cache miss otherwise.
/// </summary>
internal sealed class HtpasswdIndexBuilder(ReadOnlyMemory<byte> content, UserNameTable table, ProblemList problems, LineContinuations? joined)
{
    private const int BatchSize = 64;

    private readonly PendingName[] _batch = new PendingName[BatchSize];
    private int _pending;

    /// <summary>The names in the table whose line has a colon.</summary>
    public int UserCount { get; private set; }

    public HashSample Hashes { get; } = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddAll()
    {
        ReadOnlySpan<byte> text = content.Span;
        UserNameTable names = table;
        PendingName[] batch = _batch;
        var reader = new HtpasswdLineReader(text, position: 0);
        while (reader.TryRead(out HtpasswdLine line))
        {
            CredentialFileProblemCode? problem = Examine(text, line, out PasswordHashInfo info);
            if (problem is null)
            {
                Hashes.Add(info);
            }

            if (line.NameLength == 0)
            {
                Flush(text);
                Report(reader.LineNumber, problem);
                continue;
            }

            ulong hash = names.Hash(text.Slice(line.NameStart, line.NameLength));
            names.Prefetch(hash);
            ref PendingName pending = ref batch[_pending++];
            pending.Hash = hash;
            pending.NameStart = line.NameStart;
            pending.NameLength = line.NameLength;
            pending.LineNumber = reader.LineNumber;
            pending.HasColon = line.Kind == HtpasswdLineKind.Record;
            pending.Problem = problem;
            if (_pending == BatchSize)
            {
                Flush(text);
            }
        }

        Flush(text);
    }

    /// <summary>What is odd about a line by itself; for one that is not, what its hash is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CredentialFileProblemCode? Examine(ReadOnlySpan<byte> text, in HtpasswdLine line, out PasswordHashInfo info)
    {
        if (line.HashLength == 0 || line.NameLength == 0)
        {
            info = default;
            return ExamineIncomplete(line);
        }

        if (PasswordHash.TryIdentify(text.Slice(line.HashStart, line.HashLength), out info))
        {
            return null;
        }

        return info.Algorithm == PasswordHashAlgorithm.None
            ? CredentialFileProblemCode.UnknownHash
            : CredentialFileProblemCode.MalformedHash;
    }

    private static CredentialFileProblemCode ExamineIncomplete(in HtpasswdLine line) => line switch
    {
        { Kind: HtpasswdLineKind.TooLong } => CredentialFileProblemCode.LineTooLong,
        { Kind: HtpasswdLineKind.NameOnly } => CredentialFileProblemCode.MissingColon,
        { NameLength: 0 } => CredentialFileProblemCode.EmptyUserName,
        _ => CredentialFileProblemCode.EmptyHash,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Flush(ReadOnlySpan<byte> text)
    {
        foreach (ref readonly PendingName name in _batch.AsSpan(0, _pending))
        {
            Report(name.LineNumber, name.Problem);
            if (!table.TryAdd(text, name.Hash, name.NameStart, name.NameLength))
            {
                Report(name.LineNumber, CredentialFileProblemCode.DuplicateUser);
            }
            else if (name.HasColon)
            {
                UserCount++;
            }
        }

        _pending = 0;
    }

    private void Report(int lineNumber, CredentialFileProblemCode? problem)
    {
        if (problem is { } code)
        {
            problems.Add(joined?.ToFileLine(lineNumber) ?? lineNumber, code);
        }
    }

    /// <summary>Fields, each written once: a struct copied whole right after it was written stalls the processor.</summary>
    private struct PendingName
    {
        public ulong Hash;
        public int NameStart;
        public int NameLength;
        public int LineNumber;
        public bool HasColon;
        public CredentialFileProblemCode? Problem;
    }
}
