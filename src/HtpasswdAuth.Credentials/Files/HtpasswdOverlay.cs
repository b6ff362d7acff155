using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// The users who changed since the lines of a snapshot were read, kept beside them. Immutable. Putting both together gives the
/// bytes that <see cref="HtpasswdFileEditor"/> leaves after the same changes in the same order.
/// </summary>
/// <remarks>
/// That is true of files in which the editor and the readers see the same lines, and of changes that leave it so; it refuses all
/// others, which are left to the editor.
/// </remarks>
internal sealed class HtpasswdOverlay
{
    private readonly HtpasswdFile _shared;
    private readonly OverlayTable<ReadOnlySpan<byte>, HtpasswdOverlayLine> _lines;
    private readonly int _places;
    private readonly bool _endsLastLine;

    private HtpasswdOverlay(HtpasswdFile shared)
    {
        _shared = shared;
        _lines = OverlayTable<ReadOnlySpan<byte>, HtpasswdOverlayLine>.Empty;
    }

    private HtpasswdOverlay(
        HtpasswdOverlay previous, OverlayTable<ReadOnlySpan<byte>, HtpasswdOverlayLine> lines, int places, int users, ProblemChanges problems)
    {
        Problems = problems;
        _shared = previous._shared;
        _lines = lines;
        _places = places;
        _endsLastLine = places > 0;
        AddedUsers = previous.AddedUsers + users;
    }

    /// <summary>The file whose lines are shared.</summary>
    public HtpasswdFile Shared => _shared;

    /// <summary>How many users are kept here, those who were removed included.</summary>
    public int Count => _lines.Count;

    /// <summary>How many users there are more than in the shared lines; negative for fewer.</summary>
    public int AddedUsers { get; }

    /// <summary>How many problems of each kind there are more than in the shared lines.</summary>
    public ProblemChanges Problems { get; } = ProblemChanges.None;

    /// <summary>An overlay without changes, or <see langword="null"/> where only the editor knows what a change leads to.</summary>
    public static HtpasswdOverlay? StartOn(HtpasswdFile file) => HtpasswdOverlayRules.CanShare(file) ? new(file) : null;

    /// <summary>Whether the user changed. Allocates nothing.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out HtpasswdOverlayLine? line) =>
        _lines.TryFind(Hash(name), name, out line);

    /// <summary>This with one user more.</summary>
    /// <returns>The same reference if nothing changes; <see langword="null"/> for a change that only the editor knows how to make.</returns>
    /// <exception cref="ArgumentException">As <see cref="HtpasswdFileEditor.Set"/> throws it.</exception>
    public HtpasswdOverlay? With(HtpasswdChange change)
    {
        ReadOnlySpan<byte> name = change.UserName.Span;
        if (change.Hash is { } hash)
        {
            HtpasswdFileEditor.ThrowIfNotWritable(name, hash.Span);
        }

        if (!HtpasswdOverlayRules.CanKeep(change))
        {
            return null;
        }

        TryFind(name, out HtpasswdOverlayLine? known);
        HtpasswdLine line = default;
        bool isShared = known?.IsShared ?? _shared.TryFindLine(name, out line);
        if (known is null && isShared && line.Kind != HtpasswdLineKind.Record)
        {
            // A line without a colon stays, and hides the one that the editor adds.
            return null;
        }

        bool isThere = known is null ? isShared : !known.IsRemoved;
        if (!isThere && change.Hash is null)
        {
            return this;
        }

        int copies = known?.Copies ?? 1;
        ProblemChanges others = known is null && isShared ? Problems.Without(_shared, name, line, out copies) : Problems.With(known, null);
        return change.Hash is { } value ? Set(name, value.Span, known, (isShared, isThere, copies), others) : Remove(name, isShared, others);
    }

    /// <summary>The shared lines and the changed ones, put together.</summary>
    public ReadOnlyMemory<byte> Compose()
    {
        ReadOnlyMemory<byte> content = _shared.Content;
        long size = content.Length + 1L + _lines.Entries.Sum(line => (long)line.Text.Length);
        var output = new MemoryStream((int)Math.Min(size, Array.MaxLength));
        WriteTo(output);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    /// <summary>Writes what <see cref="Compose"/> gives, without having it in memory.</summary>
    public void WriteTo(Stream output)
    {
        ReadOnlyMemory<byte> content = _shared.Content;
        int copied = CopyLines(output);
        ReadOnlySpan<byte> rest = content.Span[copied..];
        output.Write(rest);
        if (_endsLastLine && !rest.IsEmpty && rest[^1] != '\n')
        {
            // It was the last line of the file when another was added, though that may be gone.
            output.WriteByte((byte)'\n');
        }

        foreach (HtpasswdOverlayLine line in _lines.Entries.Where(line => line.Place > 0).OrderBy(line => line.Place))
        {
            output.Write(line.Text.Span);
        }
    }

    private uint Hash(ReadOnlySpan<byte> name) => (uint)(_shared.HashName(name) >> 32);

    private HtpasswdOverlay Set(
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> hash,
        HtpasswdOverlayLine? known,
        (bool IsShared, bool IsThere, int Copies) user,
        ProblemChanges others)
    {
        int places = user.IsThere ? _places : _places + 1;
        int place = user.IsThere ? known?.Place ?? 0 : places;
        HtpasswdOverlayLine line = HtpasswdOverlayLine.Set(name, hash, user.IsShared, place, place > 0 ? 1 : user.Copies);
        return new(this, _lines.With(Hash(name), name, line), places, users: user.IsThere ? 0 : 1, others.With(null, line));
    }

    private HtpasswdOverlay Remove(ReadOnlySpan<byte> name, bool isShared, ProblemChanges others)
    {
        uint hash = Hash(name);
        return new(
            this,
            isShared ? _lines.With(hash, name, HtpasswdOverlayLine.Removed(name)) : _lines.Without(hash, name),
            _places,
            users: -1,
            others);
    }

    /// <summary>Copies the shared lines up to the last one that changed, and returns how many bytes of them that is.</summary>
    private int CopyLines(Stream output)
    {
        ReadOnlySpan<byte> content = _shared.Content.Span;
        ReadOnlySpan<byte> lines = _shared.Lines.Span;
        int mark = content.Length - lines.Length;
        int copied = 0;
        var reader = new HtpasswdLineReader(lines, position: 0);
        while (reader.TryRead(out HtpasswdLine line))
        {
            if (line.Kind != HtpasswdLineKind.Record || !TryFind(lines.Slice(line.NameStart, line.NameLength), out HtpasswdOverlayLine? changed))
            {
                continue;
            }

            // A byte order mark goes with its line.
            int start = lines[..line.NameStart].LastIndexOf((byte)'\n') + 1;
            output.Write(content[copied..(start == 0 ? 0 : mark + start)]);
            output.Write(changed.Place == 0 ? changed.Text.Span : default);
            copied = mark + reader.Position;
        }

        return copied;
    }
}
