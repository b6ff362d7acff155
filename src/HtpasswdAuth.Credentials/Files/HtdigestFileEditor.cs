namespace HtpasswdAuth;

/// <summary>
/// Changes records in the bytes of an <c>htdigest</c> file, <c>user:realm:HA1</c>. Comments, order, line ends and lines nobody
/// understands, those without a colon included, stay as they are, byte for byte.
/// </summary>
/// <remarks>
/// It differs from Apache's <c>htdigest</c> where that loses passwords: all duplicates of a record change, not the first only, a last
/// line without its newline stays and gets one before another follows, and names that would break the record are refused. White
/// space at the beginning of a line is passed over, as httpd does and the tool does not.
/// </remarks>
public sealed class HtdigestFileEditor
{
    private ReadOnlyMemory<byte> _content;

    /// <param name="content">The file. It is not copied and must not change while the editor is in use.</param>
    public HtdigestFileEditor(ReadOnlyMemory<byte> content) => _content = content;

    /// <summary>Whether there is a record of the user in that realm, with whatever hash.</summary>
    public bool Contains(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm) =>
        CredentialLines.Contains(_content.Span, [.. userName, (byte)':', .. realm, (byte)':']);

    /// <summary>The hash in the first record of the user in that realm, whatever it is; <see langword="null"/> if there is none.</summary>
    public byte[]? Find(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm) =>
        CredentialLines.TryFind(_content.Span, [.. userName, (byte)':', .. realm, (byte)':'], out ReadOnlySpan<byte> ha1) ? ha1.ToArray() : null;

    /// <summary>Writes <c>user:realm:HA1</c> and a line feed in the place of every record of the two, whatever its algorithm, or at the end if there is none.</summary>
    /// <param name="userName">Not empty, without colon, line end or NUL, without <c>#</c> at its beginning or white space around it.</param>
    /// <param name="realm">Without colon, line end or NUL; it may be empty.</param>
    /// <param name="ha1">The hash in hexadecimal digits. It is written as it is.</param>
    /// <returns>The number of records replaced: 0 when one was added, more than 1 when there were duplicates.</returns>
    /// <exception cref="ArgumentException">A field holds what it must not.</exception>
    public int Set(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm, ReadOnlySpan<byte> ha1)
    {
        CredentialField.ThrowIfNotFoundAgain(userName, nameof(userName));
        CredentialField.ThrowIfBreaksLine(realm, allowColon: false, nameof(realm));
        CredentialField.ThrowIfBreaksLine(ha1, allowColon: false, nameof(ha1));

        byte[] line = [.. userName, (byte)':', .. realm, (byte)':', .. ha1, (byte)'\n'];
        ReadOnlySpan<byte> key = line.AsSpan(0, userName.Length + realm.Length + 2);
        int replaced = CredentialLines.Replace(_content.Span, key, line, out byte[]? result);
        _content = result ?? CredentialLines.Append(_content.Span, line);
        return replaced;
    }

    /// <summary>
    /// Changes the hash of each record of the user in that realm by itself, for users who have one of each algorithm. What follows the
    /// hash on its line, httpd's hash of the user's name, stays.
    /// </summary>
    /// <param name="userName">As in the file; it may be any.</param>
    /// <param name="realm">As in the file; it may be any.</param>
    /// <param name="replace">Is given the hash of each record in turn, and gives another, or <see langword="null"/> to leave it as it is.</param>
    /// <returns>The number of records changed.</returns>
    /// <exception cref="ArgumentException">A new hash holds a colon, a line end or NUL. Nothing is changed.</exception>
    public int Replace(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm, Func<byte[], byte[]?> replace)
    {
        ArgumentNullException.ThrowIfNull(replace);
        int replaced = CredentialLines.ReplaceFields(_content.Span, [.. userName, (byte)':', .. realm, (byte)':'], Checked, out byte[] result);
        _content = result;
        return replaced;

        byte[]? Checked(byte[] old)
        {
            byte[]? ha1 = replace(old);
            CredentialField.ThrowIfBreaksLine(ha1, allowColon: false, nameof(replace));
            return ha1;
        }
    }

    /// <summary>Removes every record of the user in that realm.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm)
    {
        int removed = CredentialLines.Replace(_content.Span, [.. userName, (byte)':', .. realm, (byte)':'], [], out byte[]? result);
        _content = result ?? _content;
        return removed;
    }

    /// <summary>A copy of the file as it is now.</summary>
    public byte[] ToArray() => _content.ToArray();
}
