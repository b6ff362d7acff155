using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// An immutable snapshot of a password file in Apache's format, indexed by user name. It is the bytes of the file plus
/// about 11 bytes a user, and it is read as httpd 2.4 reads it:
/// <list type="bullet">
/// <item>the first line of a name counts, whatever it holds; a line without a colon reserves its name for nobody;</item>
/// <item>white space around a line, blank lines, lines that begin with <c>#</c>, and a third and later fields are ignored;</item>
/// <item>a line ending in a backslash goes on in the next one, a comment as well;</item>
/// <item>a line ends at a NUL.</item>
/// </list>
/// It differs where httpd is lax or stops: a byte order mark is skipped, an empty name is never found,
/// <c>user::hash</c> has an empty hash, and a line that is too long is passed over, where httpd reads no further.
/// </summary>
public sealed partial class HtpasswdFile
{
    /// <summary>The most problems that <see cref="Problems"/> keeps.</summary>
    public const int MaxProblems = 1_000;

    private static readonly PasswordHashInfo DefaultHash = new(PasswordHashAlgorithm.Bcrypt, 10);

    // The content without byte order mark, continuations and NULs; in all but the rarest files a slice of it.
    private readonly ReadOnlyMemory<byte> _lines;
    private readonly UserNameTable _names;
    private readonly ReadOnlyMemory<byte> _content;
    private readonly ProblemList _problems;
    private readonly IReadOnlyList<CredentialFileProblem> _keptProblems;

    private HtpasswdFile(ReadOnlyMemory<byte> content, LineScan scan, UserNameHasher hasher)
    {
        _content = content;
        var problems = new ProblemList(MaxProblems);
        if (content.Span.StartsWith("\uFEFF"u8))
        {
            problems.Add(1, CredentialFileProblemCode.ByteOrderMark);
            content = content[3..];
        }

        LineContinuations? joined = scan.MayNeedJoining && LineContinuations.AreIn(content.Span)
            ? LineContinuations.Join(content.Span)
            : null;
        IsJoined = joined is not null;
        _lines = joined?.Content ?? content;
        _names = new UserNameTable(scan.Newlines + 1, hasher);
        var builder = new HtpasswdIndexBuilder(_lines, _names, problems, joined);
        builder.AddAll();
        Count = builder.UserCount;
        DominantHash = builder.Hashes.MostFrequentOr(DefaultHash);
        _keptProblems = problems.ToReadOnly();
        _problems = problems;
    }

    /// <summary>A file without users.</summary>
    public static HtpasswdFile Empty { get; } = Parse(default);

    /// <summary>
    /// Gets the bytes of the file as they were read. After <see cref="With(IEnumerable{HtpasswdChange})"/> they are put together when this,
    /// the lines or the problems one by one are first asked for, which takes the time and the memory of reading the file.
    /// </summary>
    public ReadOnlyMemory<byte> Content => Whole._content;

    /// <summary>
    /// Gets the number of users that can be found: distinct names, without those whose first line has no colon.
    /// Whether any password matches them is not looked at.
    /// </summary>
    public int Count { get; }

    /// <summary>Gets what is odd about the file, in the order of lines; the first <see cref="MaxProblems"/>.</summary>
    public IReadOnlyList<CredentialFileProblem> Problems => Whole._keptProblems;

    /// <summary>Gets the number of all problems, also of those that <see cref="Problems"/> no longer keeps.</summary>
    public int ProblemCount => _problems.Count + (_overlay?.Problems.Total ?? 0);

    /// <summary>
    /// Gets the most frequent scheme and cost among at most 256 hashes, evenly spread over the file: what an unknown user's
    /// dummy check should cost. bcrypt of cost 10 where the file has no hash that is known and well formed. In a file of many users
    /// the hashes that <see cref="With(IEnumerable{HtpasswdChange})"/> has changed are not among them until one line in 32 has.
    /// </summary>
    public PasswordHashInfo DominantHash { get; }

    /// <summary>
    /// Indexes a file that is in memory already. Whatever it holds, this does not throw: see <see cref="Problems"/>.
    /// </summary>
    /// <param name="content">The bytes, which are not copied and must not change from now on.</param>
    public static HtpasswdFile Parse(ReadOnlyMemory<byte> content) => Parse(content, UserNameHasher.Shared);

    /// <summary>Reads and indexes a text from its beginning to its end.</summary>
    /// <param name="text">What must not change meanwhile.</param>
    /// <exception cref="IOException">It cannot be read, or there is not enough memory.</exception>
    public static HtpasswdFile Load(CredentialText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CredentialFileContent.WithMemory(() => Parse(text.ToMemory()));
    }

    /// <summary>
    /// Reads and indexes a file without locking out those who write it. If one does at the same time, the snapshot may be
    /// of a half-written file: whether the file has settled is the caller's to judge.
    /// </summary>
    /// <param name="path">A regular file of less than 2 GB.</param>
    /// <exception cref="IOException">The file is not there, cannot be read, or is too large.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    public static HtpasswdFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SafeFileHandle handle = CredentialFileContent.Open(path);
        return Load(handle);
    }

    /// <summary>Reads and indexes an open file from its beginning, wherever the handle stands; see <see cref="Load(string)"/>.</summary>
    /// <param name="handle">Open for reading. It is not closed.</param>
    /// <exception cref="IOException">The file cannot be read, or is too large.</exception>
    public static HtpasswdFile Load(SafeFileHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ReadOnlyMemory<byte> content = CredentialFileContent.Read(handle, out LineScan scan);
        return CredentialFileContent.WithMemory(() => new HtpasswdFile(content, scan, UserNameHasher.Shared));
    }

    /// <summary>Gets how many of all problems are of one kind, also of those that <see cref="Problems"/> no longer keeps.</summary>
    /// <param name="code">The kind.</param>
    public int CountProblems(CredentialFileProblemCode code) => _problems.CountOf(code) + (_overlay?.Problems.Of(code) ?? 0);

    /// <summary>
    /// Finds the first line of a user, comparing bytes: no case folding, no normalisation. Allocates nothing.
    /// </summary>
    /// <param name="userName">The name in the encoding of the file. The empty name is never found.</param>
    /// <param name="entry">
    /// The user's line. Its hash is empty, and then no password may match, if the line has none or has no colon.
    /// </param>
    public bool TryFind(ReadOnlySpan<byte> userName, out HtpasswdEntry entry)
    {
        if (_overlay is not null && _overlay.TryFind(userName, out HtpasswdOverlayLine? changed))
        {
            entry = changed.Entry;
            return !changed.IsRemoved;
        }

        if (!userName.IsEmpty && _names.TryFind(_lines.Span, userName, out HtpasswdLine line))
        {
            entry = line.ToEntry(_lines);
            return true;
        }

        entry = default;
        return false;
    }

    /// <summary>
    /// Goes through every line that has a colon, in the order of the file: later lines of the same user and lines with an
    /// empty name as well, which <see cref="TryFind"/> never returns.
    /// </summary>
    public Enumerator GetEnumerator() => new(Whole._lines);

    /// <summary>For tests, which need to know the key to construct collisions.</summary>
    internal static HtpasswdFile Parse(ReadOnlyMemory<byte> content, UserNameHasher hasher) =>
        new(content, LineScan.Scan(content.Span), hasher);
}
