using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// An immutable snapshot of a digest file in Apache's format, <c>user:realm:HA1</c>, indexed by user and realm. It is the bytes of
/// the file plus about 11 bytes a line, and its lines are cut as those of an <see cref="HtpasswdFile"/>: white space around them,
/// blank lines and comments are ignored, and one that ends in a backslash goes on in the next.
/// <list type="bullet">
/// <item>The number of digits tells the algorithm: 32 are MD5, the only one that httpd knows; 64 are SHA-256 or SHA-512/256, and
/// which of the two the file does not say. A user may have a line of either length in a realm.</item>
/// <item>The first line of a user, realm and length counts. One whose hash is empty or none signs nobody in, and neither does
/// any line of the same user and realm that comes after it.</item>
/// <item>A fourth field may hold the hash of <c>user:realm</c> in hexadecimal digits, by which clients ask for the user that do
/// not want to name him. It need not be there: it can be computed. Later fields are ignored.</item>
/// </list>
/// </summary>
public sealed partial class HtdigestFile
{
    /// <summary>The most problems that <see cref="Problems"/> keeps.</summary>
    public const int MaxProblems = 1_000;

    private const int StackBytes = 512;

    private readonly ReadOnlyMemory<byte> _lines;
    private readonly HtdigestTable _table;
    private readonly ReadOnlyMemory<byte> _content;
    private readonly ProblemList _problems;

    private HtdigestFile(ReadOnlyMemory<byte> content, LineScan scan)
    {
        _content = content;
        _problems = new(MaxProblems);
        if (content.Span.StartsWith("\uFEFF"u8))
        {
            _problems.Add(1, CredentialFileProblemCode.ByteOrderMark);
            content = content[3..];
        }

        LineContinuations? joined = scan.MayNeedJoining && LineContinuations.AreIn(content.Span)
            ? LineContinuations.Join(content.Span)
            : null;
        _isJoined = joined is not null;
        _lines = joined?.Content ?? content;
        _table = new HtdigestTable(scan.Newlines + 1, UserNameHasher.Shared);
        Count = AddAll(joined);
        Problems = _problems.ToReadOnly();
    }

    /// <summary>A file without users.</summary>
    public static HtdigestFile Empty { get; } = Parse(default);

    /// <summary>
    /// Gets the bytes of the file as they were read. After <see cref="With(CredentialFileEdit)"/> they are put together when they are first asked
    /// for, which takes the memory of the file once more.
    /// </summary>
    public ReadOnlyMemory<byte> Content => _composed?.Value ?? _content;

    /// <summary>Gets the number of users that can be found, once for each realm they are in.</summary>
    public int Count { get; }

    /// <summary>Gets what is odd about the file, in the order of lines; the first <see cref="MaxProblems"/>.</summary>
    public IReadOnlyList<CredentialFileProblem> Problems { get; }

    /// <summary>Gets the number of all problems, also of those that <see cref="Problems"/> no longer keeps.</summary>
    public int ProblemCount => _problems.Count;

    /// <summary>Indexes a file that is in memory already. Whatever it holds, this does not throw: see <see cref="Problems"/>.</summary>
    /// <param name="content">The bytes, which are not copied and must not change from now on.</param>
    public static HtdigestFile Parse(ReadOnlyMemory<byte> content) => new(content, LineScan.Scan(content.Span));

    /// <summary>Reads and indexes a text from its beginning to its end.</summary>
    /// <param name="text">What must not change meanwhile.</param>
    /// <exception cref="IOException">It cannot be read, or there is not enough memory.</exception>
    public static HtdigestFile Load(CredentialText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CredentialFileContent.WithMemory(() => Parse(text.ToMemory()));
    }

    /// <summary>Reads and indexes a file without locking out those who write it; see <see cref="HtpasswdFile.Load(string)"/>.</summary>
    /// <param name="path">A regular file of less than 2 GB.</param>
    /// <exception cref="IOException">The file is not there, cannot be read, or is too large.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    public static HtdigestFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SafeFileHandle handle = CredentialFileContent.Open(path);
        return Load(handle);
    }

    /// <summary>Reads and indexes an open file from its beginning, wherever the handle stands; see <see cref="Load(string)"/>.</summary>
    /// <param name="handle">Open for reading. It is not closed.</param>
    /// <exception cref="IOException">The file cannot be read, or is too large.</exception>
    public static HtdigestFile Load(SafeFileHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ReadOnlyMemory<byte> content = CredentialFileContent.Read(handle, out LineScan scan);
        return CredentialFileContent.WithMemory(() => new HtdigestFile(content, scan));
    }

    /// <summary>
    /// Finds the line of a user in a realm, comparing bytes: no case folding, no normalisation. What is found has a hash of the
    /// right number of digits.
    /// </summary>
    /// <param name="userName">The name in the encoding of the file. The empty name is never found.</param>
    /// <param name="realm">The realm.</param>
    /// <param name="algorithm">By whose length the line is chosen; the two of 64 digits find the same lines.</param>
    /// <param name="entry">The user's line.</param>
    public bool TryFind(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm, DigestAlgorithm algorithm, out HtdigestEntry entry)
    {
        entry = default;
        int digits = 2 * DigestHash.SizeOf(algorithm);
        if (userName.IsEmpty || userName.Contains((byte)':') || realm.Contains((byte)':'))
        {
            return false;
        }

        int length = userName.Length + realm.Length + 1;
        byte[]? rented = length <= StackBytes ? null : ArrayPool<byte>.Shared.Rent(length);
        Span<byte> key = rented is null ? stackalloc byte[StackBytes] : rented;
        userName.CopyTo(key);
        key[userName.Length] = (byte)':';
        realm.CopyTo(key[(userName.Length + 1)..]);
        bool found = _table.TryFind(_lines.Span, key[..length], digits, out HtdigestLine line);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        entry = found ? ToEntry(line, _lines, _changes) : default;
        return found;
    }

    /// <summary>
    /// Gets all hashes that a user has in a realm, the longer one first and nothing between them: what tells one password of the user from
    /// the next, for <see cref="PasswordState.VersionOf"/>.
    /// </summary>
    /// <param name="userName">The name in the encoding of the file.</param>
    /// <param name="realm">The realm.</param>
    /// <returns>What <see cref="TryFind"/> finds for each length; empty for a user without a hash.</returns>
    public byte[] HashesOf(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm)
    {
        TryFind(userName, realm, DigestAlgorithm.Sha256, out HtdigestEntry longer);
        TryFind(userName, realm, DigestAlgorithm.Md5, out HtdigestEntry shorter);
        return [.. longer.Ha1.Span, .. shorter.Ha1.Span];
    }

    /// <summary>
    /// Goes through every line that has two colons, in the order of the file: also those that <see cref="TryFind"/> never
    /// returns, because an earlier one counts or their hash is none.
    /// </summary>
    public Enumerator GetEnumerator() => new(_lines, _changes);

    private int AddAll(LineContinuations? joined)
    {
        ReadOnlySpan<byte> content = _lines.Span;
        int count = 0;
        var reader = new HtpasswdLineReader(content, position: 0);
        while (reader.TryRead(out HtpasswdLine fields))
        {
            int number = joined?.ToFileLine(reader.LineNumber) ?? reader.LineNumber;
            HtdigestLine line = fields.Kind == HtpasswdLineKind.Record ? HtdigestLine.From(content, fields) : default;
            if (Examine(content, fields, line) is { } problem)
            {
                _problems.Add(number, problem);
            }

            if (fields.Kind != HtpasswdLineKind.Record || fields.NameLength == 0)
            {
                continue;
            }

            if (!_table.TryAdd(content, line, out bool isFirst))
            {
                _problems.Add(number, CredentialFileProblemCode.DuplicateUser);
            }

            count += isFirst ? 1 : 0;
        }

        return count;
    }

    private static CredentialFileProblemCode? Examine(ReadOnlySpan<byte> content, in HtpasswdLine fields, in HtdigestLine line) => fields switch
    {
        { Kind: HtpasswdLineKind.TooLong } => CredentialFileProblemCode.LineTooLong,
        { Kind: HtpasswdLineKind.NameOnly } => CredentialFileProblemCode.MissingColon,
        { NameLength: 0 } => CredentialFileProblemCode.EmptyUserName,
        _ when !line.HasHa1 => CredentialFileProblemCode.MissingRealm,
        _ when line.Ha1Length == 0 => CredentialFileProblemCode.EmptyHash,
        _ => line.HashDigits(content) == 0 ? CredentialFileProblemCode.MalformedHash : null,
    };
}
