namespace HtpasswdAuth;

public sealed partial class HtpasswdFile
{
    // What changed since the lines were read; they and their index are then those of the file that it began with.
    private readonly HtpasswdOverlay? _overlay;
    private readonly Lazy<HtpasswdFile>? _whole;

    private HtpasswdFile(HtpasswdOverlay overlay)
    {
        HtpasswdFile shared = overlay.Shared;
        _overlay = overlay;
        _whole = new(() => Parse(overlay.Compose()));
        _content = shared._content;
        _lines = shared._lines;
        _names = shared._names;
        _problems = shared._problems;
        _keptProblems = shared._keptProblems;
        Count = shared.Count + overlay.AddedUsers;
        DominantHash = shared.DominantHash;
    }

    /// <summary>The lines as readers see them, of a file without an overlay.</summary>
    internal ReadOnlyMemory<byte> Lines => _lines;

    /// <summary>Whether there were continuations or NULs, so that readers see other lines than there are in the content.</summary>
    internal bool IsJoined { get; }

    /// <summary>This file in one piece.</summary>
    private HtpasswdFile Whole => _whole is null ? this : _whole.Value;

    /// <summary>
    /// This file with users replaced, added or removed. Their lines are written anew and others stay as they are, as if
    /// <see cref="HtpasswdFileEditor"/> had made each change. A file of thousands of users shares its bytes and its index with this one and keeps
    /// the changed lines beside them, so that a change takes microseconds; now and then one merges them, and takes as long as reading the file.
    /// </summary>
    /// <param name="changes">Each of another user. Nothing of them is kept.</param>
    /// <returns>The same reference if nothing changes.</returns>
    /// <exception cref="ArgumentException">A name or hash cannot stand in a line; see <see cref="HtpasswdFileEditor.Set"/>.</exception>
    public HtpasswdFile With(IEnumerable<HtpasswdChange> changes) => With(changes, OverlayLimit.For(Count));

    /// <param name="changes">Each of another user.</param>
    /// <param name="capacity">How many users the overlay may keep; for tests.</param>
    internal HtpasswdFile With(IEnumerable<HtpasswdChange> changes, int capacity)
    {
        ArgumentNullException.ThrowIfNull(changes);
        HtpasswdFile start = _whole is { IsValueCreated: true } ? _whole.Value : this;
        HtpasswdOverlay? first = start._overlay ?? HtpasswdOverlay.StartOn(start);
        HtpasswdOverlay? overlay = first;
        HtpasswdFileEditor? editor = first is null ? new(start._content) : null;
        foreach (HtpasswdChange change in changes)
        {
            HtpasswdOverlay? next = editor is null ? overlay?.With(change) : null;
            if (next is null)
            {
                editor ??= new(overlay!.Compose());
                Edit(editor, change);
            }

            overlay = next ?? overlay;
        }

        if (editor is not null)
        {
            byte[] edited = editor.ToArray();
            return first is null && edited.AsSpan().SequenceEqual(start._content.Span) ? this : Parse(edited);
        }

        return ReferenceEquals(overlay, first) ? this : overlay!.Count <= capacity ? new(overlay) : Merge(overlay);
    }

    /// <summary>Whether the text is this file, byte for byte. Nothing is put together for it.</summary>
    /// <param name="text">What must not change meanwhile.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool HasText(CredentialText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_overlay is null && text.Length != _content.Length)
        {
            return false;
        }

        using var comparison = new ComparingStream(text);
        if (_overlay is null)
        {
            comparison.Write(_content.Span);
        }
        else
        {
            _overlay.WriteTo(comparison);
        }

        return comparison.IsWhole;
    }

    internal ulong HashName(ReadOnlySpan<byte> name) => _names.Hash(name);

    /// <summary>Finds the first line of a name in <see cref="Lines"/>.</summary>
    internal bool TryFindLine(ReadOnlySpan<byte> name, out HtpasswdLine line) => _names.TryFind(_lines.Span, name, out line);

    /// <summary>Without the memory for it the changes go on being kept beside the lines.</summary>
    private static HtpasswdFile Merge(HtpasswdOverlay overlay)
    {
        try
        {
            return Parse(overlay.Compose());
        }
        catch (OutOfMemoryException)
        {
            return new(overlay);
        }
    }

    private static void Edit(HtpasswdFileEditor editor, HtpasswdChange change)
    {
        if (change.Hash is { } hash)
        {
            editor.Set(change.UserName.Span, hash.Span);
        }
        else
        {
            editor.Remove(change.UserName.Span);
        }
    }
}
