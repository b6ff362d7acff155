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
        CredentialLines.Contains(CredentialText.Of(_content), [.. userName, (byte)':', .. realm, (byte)':']);

    /// <summary>The hash in the first record of the user in that realm, whatever it is; <see langword="null"/> if there is none.</summary>
    public byte[]? Find(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm) =>
        CredentialLines.Find(CredentialText.Of(_content), [.. userName, (byte)':', .. realm, (byte)':']);

    /// <summary>Writes <c>user:realm:HA1</c> and a line feed in the place of every record of the two, whatever its algorithm, or at the end if there is none.</summary>
    /// <param name="userName">Not empty, without colon, line end or NUL, without <c>#</c> at its beginning or white space around it.</param>
    /// <param name="realm">Without colon, line end or NUL; it may be empty.</param>
    /// <param name="ha1">The hash in hexadecimal digits. It is written as it is.</param>
    /// <returns>The number of records replaced: 0 when one was added, more than 1 when there were duplicates.</returns>
    /// <exception cref="ArgumentException">A field holds what it must not.</exception>
    public int Set(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm, ReadOnlySpan<byte> ha1)
    {
        CredentialFileEdit edit = SetIn(CredentialText.Of(_content), userName, realm, ha1);
        _content = edit.ToArray();
        return edit.Replaced;
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
        CredentialFileEdit edit = ReplaceIn(CredentialText.Of(_content), userName, realm, replace);
        _content = edit.ToArray();
        return edit.Replaced;
    }

    /// <summary>Removes every record of the user in that realm.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm)
    {
        CredentialFileEdit edit = CredentialLines.Replace(CredentialText.Of(_content), [.. userName, (byte)':', .. realm, (byte)':'], []);
        _content = edit.Replaced > 0 ? edit.ToArray() : _content;
        return edit.Replaced;
    }

    /// <summary>The same change as <see cref="Set(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, of a file that need not be in memory.</summary>
    /// <param name="file">It must not change before the edit is written.</param>
    /// <param name="userName">As there.</param>
    /// <param name="realm">As there.</param>
    /// <param name="ha1">As there.</param>
    /// <exception cref="ArgumentException">A field holds what it must not.</exception>
    public static CredentialFileEdit SetIn(CredentialText file, ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm, ReadOnlySpan<byte> ha1)
    {
        ArgumentNullException.ThrowIfNull(file);
        CredentialField.ThrowIfNotFoundAgain(userName, nameof(userName));
        CredentialField.ThrowIfBreaksLine(realm, allowColon: false, nameof(realm));
        CredentialField.ThrowIfBreaksLine(ha1, allowColon: false, nameof(ha1));
        byte[] line = [.. userName, (byte)':', .. realm, (byte)':', .. ha1, (byte)'\n'];
        return CredentialLines.Set(file, line.AsSpan(0, userName.Length + realm.Length + 2), line);
    }

    /// <summary>
    /// The same change as <see cref="Replace(ReadOnlySpan{byte}, ReadOnlySpan{byte}, Func{byte[], byte[]})"/>, of a file that need not be in memory.
    /// </summary>
    /// <param name="file">It must not change before the edit is written.</param>
    /// <param name="userName">As there.</param>
    /// <param name="realm">As there.</param>
    /// <param name="replace">As there.</param>
    /// <exception cref="ArgumentException">A new hash holds a colon, a line end or NUL.</exception>
    public static CredentialFileEdit ReplaceIn(
        CredentialText file, ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm, Func<byte[], byte[]?> replace)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(replace);
        return CredentialLines.ReplaceFields(file, [.. userName, (byte)':', .. realm, (byte)':'], Checked);

        byte[]? Checked(byte[] old)
        {
            byte[]? ha1 = replace(old);
            CredentialField.ThrowIfBreaksLine(ha1, allowColon: false, nameof(replace));
            return ha1;
        }
    }

    /// <summary>A copy of the file as it is now.</summary>
    public byte[] ToArray() => _content.ToArray();
}
