namespace HtpasswdAuth;

public sealed partial class HtdigestFile
{
    private const uint Spread = 2_654_435_769;

    // Hashes that were replaced since the lines were read, by where they are in the lines.
    private readonly OverlayTable<int, HtdigestChange>? _changes;
    private readonly Lazy<ReadOnlyMemory<byte>>? _composed;
    private readonly bool _isJoined;

    private HtdigestFile(HtdigestFile shared, OverlayTable<int, HtdigestChange> changes)
    {
        _content = shared._content;
        _lines = shared._lines;
        _isJoined = shared._isJoined;
        _table = shared._table;
        _problems = shared._problems;
        Problems = shared.Problems;
        Count = shared.Count;
        _changes = changes;
        _composed = new(Compose);
    }

    /// <summary>
    /// This file after an edit of it. Where the edit has put hashes in the place of hashes of the same length, a file of thousands of users
    /// shares its bytes and its index with this one, so that a change takes microseconds; now and then one merges them, and any other edit has the
    /// new text read.
    /// </summary>
    /// <param name="edit">Of a text that <see cref="HasText">this file has</see>.</param>
    /// <exception cref="IOException">The text cannot be read, or there is not enough memory.</exception>
    public HtdigestFile With(CredentialFileEdit edit) => With(edit, OverlayLimit.For(Count));

    /// <param name="edit">Of a text that this file has.</param>
    /// <param name="capacity">How many changes are kept beside the lines; for tests.</param>
    internal HtdigestFile With(CredentialFileEdit edit, int capacity)
    {
        ArgumentNullException.ThrowIfNull(edit);
        OverlayTable<int, HtdigestChange> before = _changes ?? OverlayTable<int, HtdigestChange>.Empty;
        if (TryChange(before, edit) is not { } after)
        {
            return CredentialFileContent.WithMemory(() => Parse(edit.ToArray()));
        }

        if (ReferenceEquals(after, before))
        {
            return this;
        }

        var changed = new HtdigestFile(this, after);
        return after.Count > capacity ? changed.Merge() : changed;
    }

    /// <summary>Whether the text is this file, byte for byte. Nothing is put together for it.</summary>
    /// <param name="text">What must not change meanwhile.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool HasText(CredentialText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != _content.Length)
        {
            return false;
        }

        using var comparison = new ComparingStream(text);
        WriteTo(comparison);
        return comparison.IsWhole;
    }

    private static HtdigestEntry ToEntry(in HtdigestLine line, ReadOnlyMemory<byte> lines, OverlayTable<int, HtdigestChange>? changes)
    {
        HtdigestEntry entry = line.ToEntry(lines);
        return changes is not null && changes.TryFind(HashOf(line.Ha1Start), line.Ha1Start, out HtdigestChange? change)
            ? entry with { Ha1 = change.Ha1 }
            : entry;
    }

    /// <summary>The positions are no one's to choose, but near each other.</summary>
    private static uint HashOf(int position) => unchecked((uint)position * Spread);

    /// <summary>The changes with those of the edit; <see langword="null"/> where it makes other lines of the file.</summary>
    private OverlayTable<int, HtdigestChange>? TryChange(OverlayTable<int, HtdigestChange> changes, CredentialFileEdit edit)
    {
        int mark = _content.Length - _lines.Length;
        foreach (CredentialFileEdit.Splice splice in edit.Splices)
        {
            int start = (int)splice.Start - mark;
            bool isField = start > 0 && !_isJoined && _lines.Span[start - 1] == ':';
            ReadOnlyMemory<byte> before = isField ? HashAt(start, (int)(splice.End - splice.Start)) : default;
            if (before.IsEmpty || before.Length != splice.Replacement.Length)
            {
                return null;
            }

            if (before.Span.SequenceEqual(splice.Replacement.Span))
            {
                continue;
            }

            if (!HtdigestLine.IsHash(before.Span) || !HtdigestLine.IsHash(splice.Replacement.Span))
            {
                return null;
            }

            changes = changes.With(HashOf(start), start, new HtdigestChange(start, splice.Replacement));
        }

        return changes;
    }

    private ReadOnlyMemory<byte> HashAt(int start, int length) =>
        _changes is not null && _changes.TryFind(HashOf(start), start, out HtdigestChange? change) ? change.Ha1 : _lines.Slice(start, length);

    /// <summary>Without the memory for it the changes go on being kept beside the lines.</summary>
    private HtdigestFile Merge()
    {
        try
        {
            return Parse(Compose());
        }
        catch (OutOfMemoryException)
        {
            return this;
        }
    }

    private ReadOnlyMemory<byte> Compose()
    {
        var output = new MemoryStream(_content.Length);
        WriteTo(output);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private void WriteTo(Stream output)
    {
        ReadOnlySpan<byte> content = _content.Span;
        int mark = _content.Length - _lines.Length;
        int copied = 0;
        foreach (HtdigestChange change in (_changes?.Entries ?? []).OrderBy(change => change.Start))
        {
            output.Write(content[copied..(mark + change.Start)]);
            output.Write(change.Ha1.Span);
            copied = mark + change.Start + change.Ha1.Length;
        }

        output.Write(content[copied..]);
    }
}

/// <summary>A hash in the place of another of the same length.</summary>
/// <param name="Start">Where it is in the lines.</param>
/// <param name="Ha1">Its hexadecimal digits.</param>
internal sealed record HtdigestChange(int Start, ReadOnlyMemory<byte> Ha1) : IOverlayEntry<int>
{
    public bool IsOf(int key) => key == Start;
}
