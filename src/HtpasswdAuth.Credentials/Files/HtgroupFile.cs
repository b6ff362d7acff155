using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// An immutable snapshot of a group file in Apache's format, the one <c>AuthGroupFile</c> names, indexed by user:
/// <c>group: user "user with space"</c>. It is read as httpd 2.4 reads it: the lines of one group add up, a backslash at the end of a
/// line continues it, lines that begin with <c>#</c> are comments. User names are compared exactly, group names without regard to the
/// case of ASCII letters. It differs in that a byte order mark is skipped.
/// </summary>
public sealed class HtgroupFile
{
    private readonly Dictionary<string, string[]> _groups;

    private HtgroupFile(ReadOnlyMemory<byte> content)
    {
        Content = content;
        var problems = new ProblemList(HtpasswdFile.MaxProblems);
        if (content.Span.StartsWith("\uFEFF"u8))
        {
            problems.Add(1, CredentialFileProblemCode.ByteOrderMark);
            content = content[3..];
        }

        _groups = Index(content, problems);
        Problems = problems.ToReadOnly();
        ProblemCount = problems.Count;
    }

    /// <summary>A file without groups.</summary>
    public static HtgroupFile Empty { get; } = Parse(default);

    /// <summary>Gets the bytes of the file as they were read.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Gets the number of users who are in a group.</summary>
    public int UserCount => _groups.Count;

    /// <summary>Gets what is odd about the file, in the order of lines; the first <see cref="HtpasswdFile.MaxProblems"/>.</summary>
    public IReadOnlyList<CredentialFileProblem> Problems { get; }

    /// <summary>Gets the number of all problems, also of those that <see cref="Problems"/> no longer keeps.</summary>
    public int ProblemCount { get; }

    /// <summary>Indexes a file that is in memory already. Whatever it holds, this does not throw: see <see cref="Problems"/>.</summary>
    /// <param name="content">The bytes, which are not copied and must not change from now on.</param>
    public static HtgroupFile Parse(ReadOnlyMemory<byte> content) => new(content);

    /// <summary>
    /// Reads and indexes a file without locking out those who write it. If one does at the same time, the snapshot may be of a
    /// half-written file: whether the file has settled is the caller's to judge.
    /// </summary>
    /// <param name="path">A regular file of less than 2 GB.</param>
    /// <exception cref="IOException">The file is not there, cannot be read, or is too large.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    public static HtgroupFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SafeFileHandle handle = CredentialFileContent.Open(path);
        return Load(handle);
    }

    /// <summary>Reads and indexes an open file from its beginning; see <see cref="Load(string)"/>.</summary>
    /// <param name="handle">Open for reading. It is not closed.</param>
    /// <exception cref="IOException">The file cannot be read, or is too large.</exception>
    public static HtgroupFile Load(SafeFileHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return new HtgroupFile(CredentialFileContent.Read(handle, out _));
    }

    /// <summary>The groups of a user, each once, in the order of the file; none for a user that the file does not name.</summary>
    /// <param name="userName">The name, compared exactly. Names in the file are UTF-8 where they are valid as such, otherwise Latin-1.</param>
    public IReadOnlyList<string> GroupsOf(string userName)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return _groups.TryGetValue(userName, out string[]? groups) ? groups : [];
    }

    /// <summary>Whether a user is in a group. Allocates nothing.</summary>
    /// <param name="group">Its name; the case of letters does not matter, as in httpd.</param>
    /// <param name="userName">The user's, compared exactly.</param>
    public bool IsMember(string group, string userName)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(userName);
        if (!_groups.TryGetValue(userName, out string[]? groups))
        {
            return false;
        }

        foreach (string own in groups)
        {
            if (IsSame(own, group))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, string[]> Index(ReadOnlyMemory<byte> content, ProblemList problems)
    {
        Dictionary<string, List<string>> groups = new(StringComparer.Ordinal);
        foreach (HtgroupLine line in HtgroupLine.ReadAll(content))
        {
            if (line.Group is not { } group)
            {
                continue;
            }

            string name = NameOf(group.TrimEnd(" \t\n\v\f\r"u8).Span);
            Report(line, name, problems);
            foreach (HtgroupMember member in name.Length == 0 ? [] : line.Members)
            {
                Add(groups, NameOf(member.Name.Span), name);
            }
        }

        return groups.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }

    private static void Report(HtgroupLine line, string name, ProblemList problems)
    {
        if (name.Length == 0)
        {
            problems.Add(line.Number, CredentialFileProblemCode.EmptyGroupName);
        }
        else if (!line.Text.Span.Contains((byte)':'))
        {
            problems.Add(line.Number, CredentialFileProblemCode.MissingColon);
        }
    }

    private static void Add(Dictionary<string, List<string>> groups, string user, string group)
    {
        if (!groups.TryGetValue(user, out List<string>? own))
        {
            groups.Add(user, own = []);
        }

        // Lines of one group often follow one another; the list of one user is short.
        if (!own.Exists(known => IsSame(known, group)))
        {
            own.Add(group);
        }
    }

    // httpd folds the case of ASCII alone, and so must this: other letters have more than one way to be alike.
    private static bool IsSame(string left, string right) => Ascii.EqualsIgnoreCase(left, right) || string.Equals(left, right, StringComparison.Ordinal);

    private static string NameOf(ReadOnlySpan<byte> name) =>
        (System.Text.Unicode.Utf8.IsValid(name) ? Encoding.UTF8 : Encoding.Latin1).GetString(name);
}
