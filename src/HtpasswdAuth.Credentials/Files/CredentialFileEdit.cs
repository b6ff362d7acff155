namespace HtpasswdAuth;

/// <summary>A text with some parts replaced, which writes itself: neither the old text nor the new one need be in memory.</summary>
public sealed class CredentialFileEdit : IFileContent
{
    private readonly CredentialText _source;
    private readonly List<Splice> _splices;

    internal CredentialFileEdit(CredentialText source, List<Splice> splices, int replaced)
    {
        _source = source;
        _splices = splices;
        Replaced = replaced;
    }

    /// <summary>Another text in the place of all of it.</summary>
    internal static CredentialFileEdit Whole(CredentialText source, ReadOnlyMemory<byte> content) => new(source, [new(0, source.Length, content)], 0);

    /// <summary>Gets how many records were replaced or removed; 0 also when one was added.</summary>
    public int Replaced { get; }

    /// <summary>What is replaced, in order.</summary>
    internal IReadOnlyList<Splice> Splices => _splices;

    /// <summary>Gets the number of bytes of the new text.</summary>
    public long Length => _source.Length + _splices.Sum(splice => splice.Replacement.Length - (splice.End - splice.Start));

    /// <summary>Gets whether the new text is another one than the old.</summary>
    internal bool HasChanges => _splices.Exists(splice => !splice.IsSameAs(_source));

    /// <summary>Writes the new text.</summary>
    /// <param name="output">Gets pieces of some kilobytes.</param>
    public void WriteTo(Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        byte[] buffer = new byte[Math.Clamp(_source.Length, 1, _source.Piece)];
        long copied = 0;
        foreach (Splice splice in _splices)
        {
            _source.CopyTo(output, copied, splice.Start, buffer);
            output.Write(splice.Replacement.Span);
            copied = splice.End;
        }

        _source.CopyTo(output, copied, _source.Length, buffer);
    }

    /// <summary>How many lines of the new text are records. A part that is replaced is one of whole lines, or lies within one and holds no colon.</summary>
    internal long CountRecords()
    {
        if (_splices is [{ Start: 0 } all] && all.End == _source.Length)
        {
            return CredentialLines.CountRecords(CredentialText.Of(all.Replacement));
        }

        return CredentialLines.CountRecords(_source) + _splices.Sum(splice =>
        {
            using var old = new MemoryStream();
            _source.CopyTo(old, splice.Start, splice.End);
            return (long)CredentialLines.CountRecords(CredentialText.Of(splice.Replacement)) - CredentialLines.CountRecords(CredentialText.Of(old.ToArray()));
        });
    }

    /// <summary>The new text in one piece.</summary>
    internal byte[] ToArray()
    {
        byte[] result = new byte[Length];
        using var output = new MemoryStream(result);
        WriteTo(output);
        return result;
    }

    /// <summary>What comes in the place of a part of the old text, which may be empty.</summary>
    internal readonly record struct Splice(long Start, long End, ReadOnlyMemory<byte> Replacement)
    {
        public bool IsSameAs(CredentialText source)
        {
            if (End - Start != Replacement.Length)
            {
                return false;
            }

            byte[] old = new byte[Math.Min(source.Piece, Replacement.Length)];
            for (int done = 0; done < Replacement.Length; done += old.Length)
            {
                Span<byte> piece = old.AsSpan(0, Math.Min(old.Length, Replacement.Length - done));
                if (source.Read(piece, Start + done) != piece.Length || !piece.SequenceEqual(Replacement.Span.Slice(done, piece.Length)))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
