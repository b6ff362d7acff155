namespace HtpasswdAuth;

/// <summary>What became of one user since the lines of a snapshot were read.</summary>
internal sealed class HtpasswdOverlayLine : IOverlayEntry<ReadOnlySpan<byte>>
{
    private HtpasswdOverlayLine(byte[] text, HtpasswdLine line, bool isRemoved)
    {
        Problem = isRemoved ? null : HtpasswdIndexBuilder.Examine(text, line, out _);
        Name = text.AsMemory(0, line.NameLength);
        Text = isRemoved ? default : text;
        Entry = isRemoved ? default : line.ToEntry(text);
        IsRemoved = isRemoved;
    }

    public ReadOnlyMemory<byte> Name { get; }

    /// <summary>The line that is to be written, with its newline; nothing of a removed user.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>What a reader makes of the line.</summary>
    public HtpasswdEntry Entry { get; }

    public bool IsRemoved { get; }

    /// <summary>What is odd about the line by itself.</summary>
    public CredentialFileProblemCode? Problem { get; }

    /// <summary>How often the line is written: for each record of the user in the shared lines, or once at the end.</summary>
    public int Copies { get; private init; }

    /// <summary>Whether the shared lines have records of the user, which this takes the place of.</summary>
    public required bool IsShared { get; init; }

    /// <summary>
    /// The order among the lines at the end, from 1; 0 for a line that stands wherever the shared lines have a record of the user.
    /// </summary>
    public required int Place { get; init; }

    public static HtpasswdOverlayLine Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> hash, bool isShared, int place, int copies)
    {
        byte[] text = [.. name, (byte)':', .. hash, (byte)'\n'];
        return new(text, HtpasswdLineReader.ReadAt(text, 0), isRemoved: false) { IsShared = isShared, Place = place, Copies = copies };
    }

    /// <summary>A user of the shared lines who is no more.</summary>
    public static HtpasswdOverlayLine Removed(ReadOnlySpan<byte> name) =>
        new(name.ToArray(), new(HtpasswdLineKind.NameOnly, 0, name.Length, 0, 0), isRemoved: true) { IsShared = true, Place = 0 };

    public bool IsOf(ReadOnlySpan<byte> key) => Name.Span.SequenceEqual(key);
}
