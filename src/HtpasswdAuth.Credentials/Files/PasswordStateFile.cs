using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// What is asked of passwords, as an immutable snapshot; as text a JSON object a line and user, for example
/// <c>{"u":"alice","mustChange":true,"expires":"2026-01-03T00:00:00Z"}</c>, which was the file <c>users.password-state</c> of version 0.
/// Blank lines and those that begin with <c>#</c> are kept.
/// </summary>
public sealed class PasswordStateFile
{
    private const string LineKind = "the state of a user's password";

    private readonly UserLines<PasswordState> _states;

    private PasswordStateFile(UserLines<PasswordState> states) => _states = states;

    /// <summary>The file of a site where nothing happened yet.</summary>
    public static PasswordStateFile Empty { get; } = new(UserLines<PasswordState>.Empty);

    /// <summary>Gets the number of users with a state.</summary>
    public int Count => _states.Count;

    /// <summary>
    /// The default name beside a user file: <c>users.password-state</c> for <c>users.htpasswd</c>, and <c>.htpasswd.password-state</c>
    /// for <c>.htpasswd</c>, since Apache serves no file whose name begins with <c>.ht</c>.
    /// </summary>
    public static string PathBeside(string userFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(userFile);
        string name = Path.GetFileName(userFile);
        string stem = name.StartsWith('.') && name.LastIndexOf('.') == 0 ? userFile : Path.ChangeExtension(userFile, null);
        return $"{stem}.password-state";
    }

    /// <summary>
    /// The default name beside a digest file: <c>users.htdigest.password-state</c> for <c>users.htdigest</c>, so that a password file of the same
    /// site has another. The two have different hashes of a user, and so nothing to say about each other.
    /// </summary>
    public static string PathBesideDigest(string digestFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(digestFile);
        return $"{digestFile}.password-state";
    }

    /// <summary>Gets the states, in the order of the file.</summary>
    public IEnumerable<PasswordState> States => _states.Users;

    /// <summary>Reads a file's content. One broken line makes the whole unusable, since it could be what forces somebody to change a password.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read, or two are of the same user; the message names it.</exception>
    public static PasswordStateFile Parse(ReadOnlySpan<byte> content) => ParseOwned(content.ToArray());

    /// <summary>Reads a file. A missing one throws.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">See <see cref="Parse"/>.</exception>
    public static PasswordStateFile Load(string path) => ParseOwned(CredentialFileContent.ReadSmall(path));

    /// <summary>Looks for the state of a user, without allocating. The name is compared ordinally.</summary>
    /// <returns><see langword="false"/> if there is nothing to remember of the user.</returns>
    public bool TryFind(string user, [NotNullWhen(true)] out PasswordState? state) => _states.TryFind(user, out state);

    /// <summary>The state of a user; a new one if there is none. The name is compared ordinally.</summary>
    public PasswordState Find(string user) => _states.TryFind(user, out PasswordState? state) ? state : new PasswordState(user);

    /// <summary>Whether a user must set another password before anything else.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="version">The version of the password that the user has; see <see cref="PasswordState.VersionOf"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="maxAge">How old a password may become; <see langword="null"/> for any age.</param>
    public bool IsChangeForced(string user, UInt128 version, DateTimeOffset now, TimeSpan? maxAge = null) =>
        Find(user).IsChangeForced(version, now, maxAge);

    /// <summary>
    /// This file with the states of users replaced; one of which there is nothing to remember goes. A file of thousands of users shares its
    /// lines with this one and keeps the changed ones beside them; now and then one merges them, which takes as long as reading the file.
    /// </summary>
    /// <returns>The same reference if nothing changes.</returns>
    /// <exception cref="ArgumentException">A state holds what cannot be kept.</exception>
    public PasswordStateFile With(IEnumerable<PasswordState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return With(states, capacity: null);
    }

    /// <summary>The file as bytes; lines that were not changed are as they were.</summary>
    public byte[] ToArray() => _states.ToArray();

    /// <param name="states">The states.</param>
    /// <param name="capacity">See <see cref="UserLines{TUser}.With"/>.</param>
    internal PasswordStateFile With(IEnumerable<PasswordState> states, int? capacity)
    {
        IEnumerable<UserChange<PasswordState>> changes = states.Select(
            state => new UserChange<PasswordState>(state.User, state.IsDefault ? null : state, PasswordStateLine.Write(state)));
        UserLines<PasswordState> next = _states.With(changes, static (one, other) => one.Equals(other), capacity);
        return ReferenceEquals(next, _states) ? this : new PasswordStateFile(next);
    }

    private static PasswordStateFile ParseOwned(ReadOnlyMemory<byte> content)
    {
        OtpLines lines = OtpLines.Parse(content, PasswordStateLine.Read, LineKind);
        Dictionary<string, PasswordState> states = new(StringComparer.Ordinal);
        for (int i = 0; i < lines.All.Count; i++)
        {
            if (lines.All[i] is { User: { } user, Record: PasswordState state } && !states.TryAdd(user, state))
            {
                throw OtpLines.Broken(i + 1, "the first one of its user");
            }
        }

        return new PasswordStateFile(new(lines, states));
    }
}
