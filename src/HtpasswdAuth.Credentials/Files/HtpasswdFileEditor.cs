namespace HtpasswdAuth;

/// <summary>
/// Changes records in the bytes of an <c>htpasswd</c> file, as Apache's <c>htpasswd</c> does: the same changes leave the same
/// file. Comments, order, line ends and lines nobody understands stay as they are, byte for byte.
/// </summary>
/// <remarks>
/// <para>
/// A name is matched as Apache's tool does: exactly, case and all, after the white space at the beginning of a line; lines
/// whose first visible character is <c>#</c> are comments. Unlike httpd the tool knows no continuation lines.
/// </para>
/// <para>
/// It differs in four points, each safer. A last line without its newline gets one before another follows, where Apache's tool
/// makes one record of two; one that ends in a backslash gets a blank line, where httpd would not see the new record. A byte order mark at the beginning does not hide the first user, and goes when that record is
/// written anew. And fields that would end the line are refused.
/// </para>
/// <para>An instance is for one thread. To change a file on disk use it within <see cref="CredentialFile.Update"/>.</para>
/// </remarks>
public sealed class HtpasswdFileEditor
{
    /// <summary>Apache's tool reads a line into a buffer of 256 bytes, of which a NUL takes one.</summary>
    private const int ApacheLineLength = 255;

    private ReadOnlyMemory<byte> _content;

    /// <param name="content">The file. It is not copied and must not change while the editor is in use.</param>
    public HtpasswdFileEditor(ReadOnlyMemory<byte> content) => _content = content;

    /// <summary>
    /// Lets <see cref="Set"/> write names that no reader finds again, as Apache's tool does: empty ones, ones that begin with
    /// <c>#</c>, ones with white space around them or a carriage return within. What would break other records is refused all
    /// the same.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowAnyUserName { get; init; }

    /// <summary>
    /// The first line, from 1, that is neither blank nor a comment and holds no colon; <see langword="null"/> if there is none.
    /// Apache's tool leaves such a file alone (exit code 7). The editor does not: the line is kept.
    /// </summary>
    public int? InvalidLine => CredentialLines.FirstWithoutColon(CredentialText.Of(_content));

    /// <summary>
    /// The first line, from 1, of more than 255 bytes before its newline; <see langword="null"/> if there is none. Apache's tool takes
    /// such a line for several, and mostly ends with exit code 7. The editor takes it for what it is.
    /// </summary>
    public int? OverlongLine => CredentialLines.FirstLongerThan(CredentialText.Of(_content), ApacheLineLength);

    /// <summary>
    /// Whether a record of that name is found again by every reader of such files: it is not empty, does not begin with
    /// <c>#</c>, and holds no colon, line end or NUL nor white space at its beginning or end.
    /// </summary>
    public static bool IsUsableUserName(ReadOnlySpan<byte> userName) => CredentialField.IsFoundAgain(userName);

    /// <summary>Whether there is a record of the user, with whatever hash.</summary>
    public bool Contains(ReadOnlySpan<byte> userName) => CredentialLines.Contains(CredentialText.Of(_content), [.. userName, (byte)':']);

    /// <summary>
    /// Writes <c>user:hash</c> and a line feed in the place of every record of the user, or at the end if there is none. As with
    /// Apache's tool, anything else on a replaced line is lost: white space before the name, a third field, a carriage return.
    /// </summary>
    /// <returns>The number of records replaced: 0 when one was added, more than 1 when there were duplicates.</returns>
    /// <exception cref="ArgumentException">
    /// The name is not usable (see <see cref="IsUsableUserName"/> and <see cref="AllowAnyUserName"/>), or the hash holds a line feed or a NUL.
    /// </exception>
    public int Set(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> hash)
    {
        CredentialFileEdit edit = SetIn(CredentialText.Of(_content), userName, hash, AllowAnyUserName);
        _content = edit.ToArray();
        return edit.Replaced;
    }

    /// <summary>Removes every record of the user.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(ReadOnlySpan<byte> userName)
    {
        CredentialFileEdit edit = RemoveIn(CredentialText.Of(_content), userName);
        _content = edit.Replaced > 0 ? edit.ToArray() : _content;
        return edit.Replaced;
    }

    /// <summary>The same change as <see cref="Set(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, of a file that need not be in memory.</summary>
    /// <param name="file">It must not change before the edit is written.</param>
    /// <param name="userName">The name in the bytes of the file.</param>
    /// <param name="hash">Without line feed and NUL.</param>
    /// <param name="allowAnyUserName">See <see cref="AllowAnyUserName"/>.</param>
    /// <exception cref="ArgumentException">The name or the hash cannot be written.</exception>
    public static CredentialFileEdit SetIn(CredentialText file, ReadOnlySpan<byte> userName, ReadOnlySpan<byte> hash, bool allowAnyUserName = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        ThrowIfBreaksLine(userName, hash);
        if (!allowAnyUserName)
        {
            CredentialField.ThrowIfNotFoundAgain(userName, nameof(userName));
        }

        byte[] line = [.. userName, (byte)':', .. hash, (byte)'\n'];
        return CredentialLines.Set(file, line.AsSpan(0, userName.Length + 1), line);
    }

    /// <summary>The same change as <see cref="Remove(ReadOnlySpan{byte})"/>, of a file that need not be in memory.</summary>
    /// <param name="file">It must not change before the edit is written.</param>
    /// <param name="userName">The name in the bytes of the file.</param>
    public static CredentialFileEdit RemoveIn(CredentialText file, ReadOnlySpan<byte> userName)
    {
        ArgumentNullException.ThrowIfNull(file);
        return CredentialLines.Replace(file, [.. userName, (byte)':'], []);
    }

    /// <summary>A copy of the file as it is now.</summary>
    public byte[] ToArray() => _content.ToArray();

    /// <summary>Throws what <see cref="Set"/> throws, unless it may write any name.</summary>
    internal static void ThrowIfNotWritable(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> hash)
    {
        ThrowIfBreaksLine(userName, hash);
        CredentialField.ThrowIfNotFoundAgain(userName, nameof(userName));
    }

    private static void ThrowIfBreaksLine(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> hash)
    {
        CredentialField.ThrowIfBreaksLine(userName, allowColon: false, nameof(userName));
        CredentialField.ThrowIfBreaksLine(hash, allowColon: true, nameof(hash));
    }
}
