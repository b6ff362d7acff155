using System.Runtime.CompilerServices;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Users as a password file in memory: their names and hashes, in no order.</summary>
internal sealed class UserFormat : ISnapshotFormat<HtpasswdFile>
{
    private static readonly NameComparer Names = NameComparer.Instance;

    public AccountTable Table => AccountTable.Users;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public RowContent NewContent() => new(Write);

    public HtpasswdFile Build(RowContent content) => HtpasswdFile.Parse(content.ToArray());

    public HtpasswdFile With(HtpasswdFile snapshot, IReadOnlyList<AccountRow> rows)
    {
        List<AccountRow> different = [.. rows.Where(row => IsDifferent(snapshot, row))];
        if (different.Count == 0)
        {
            return snapshot;
        }

        return different.TrueForAll(IsPlain)
            ? snapshot.With(different.Select(row => new HtpasswdChange(row.Name, Hash(row))))
            : Rebuild(snapshot, different);
    }

    private static bool IsDifferent(HtpasswdFile snapshot, AccountRow row)
    {
        bool isFound = snapshot.TryFind(row.Name, out HtpasswdEntry entry);
        return isFound != row.Value is not null || (isFound && !entry.Hash.Span.SequenceEqual(row.Value));
    }

    private static ReadOnlyMemory<byte>? Hash(AccountRow row) => row.Value is { } hash ? hash : default(ReadOnlyMemory<byte>?);

    /// <summary>Whether a line can be written that is just the two fields.</summary>
    private static bool IsPlain(AccountRow row) =>
        HtpasswdFileEditor.IsUsableUserName(row.Name) && !row.Name.AsSpan().StartsWith(ByteOrderMark) && (row.Value is null || !NeedsThirdField(row.Value));

    /// <summary>White space at its end would be taken for that of the line, and a backslash for the sign that the line goes on.</summary>
    private static bool NeedsThirdField(ReadOnlySpan<byte> hash) => !hash.IsEmpty && (hash[^1] <= ' ' || hash[^1] == '\\');

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> hash, Span<byte> target)
    {
        if (target.Length < name.Length + hash.Length + RowWriterMargin.Bytes)
        {
            return 0;
        }

        int length = 0;
        // At the beginning of a file it would be skipped.
        if (name.StartsWith(ByteOrderMark))
        {
            target[length++] = (byte)'\n';
        }

        name.CopyTo(target[length..]);
        length += name.Length;
        target[length++] = (byte)':';
        hash.CopyTo(target[length..]);
        length += hash.Length;
        if (NeedsThirdField(hash))
        {
            target[length++] = (byte)':';
        }

        target[length++] = (byte)'\n';
        return length;
    }

    /// <summary>Writes all lines anew: for names that only a file of another's making can hold.</summary>
    private HtpasswdFile Rebuild(HtpasswdFile snapshot, List<AccountRow> rows)
    {
        Dictionary<byte[], byte[]?> changes = rows.ToDictionary(row => row.Name, row => row.Value, Names);
        RowContent content = NewContent();
        foreach (HtpasswdEntry entry in snapshot)
        {
            if (!changes.ContainsKey(entry.UserName.ToArray()))
            {
                content.Add(entry.UserName.Span, entry.Hash.Span);
            }
        }

        rows.FindAll(row => row.Value is not null).ForEach(row => content.Add(row.Name, row.Value));
        return Build(content);
    }
}
