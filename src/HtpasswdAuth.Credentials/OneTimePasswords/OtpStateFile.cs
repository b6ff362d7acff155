namespace HtpasswdAuth;

/// <summary>
/// The state file (<c>users.otp-state</c>) as an immutable snapshot: a JSON object a line and user. It is written at every code, so
/// it is a file of its own: the secrets can then be mounted read-only.
/// </summary>
public sealed class OtpStateFile
{
    /// <summary>The name under which the state of all users together is kept: its epoch ends everybody's sessions.</summary>
    public const string Everyone = "";

    private const string LineKind = "a state of one-time passwords";

    private readonly UserLines<OtpUserState> _states;

    // How many states know an enrolment: to look for one would be to look at a million.
    private readonly int _enrolments;

    private OtpStateFile(UserLines<OtpUserState> states, int enrolments)
    {
        _states = states;
        _enrolments = enrolments;
    }

    /// <summary>The file of a site where nothing happened yet.</summary>
    public static OtpStateFile Empty { get; } = new(UserLines<OtpUserState>.Empty, 0);

    /// <summary>Gets the number of users with a state.</summary>
    public int Count => _states.Count - (_states.TryFind(Everyone, out _) ? 1 : 0);

    /// <summary>Gets whether a code was ever accepted for an enrolment, of whatever user: then there must be enrolments somewhere.</summary>
    public bool KnowsEnrolments => _enrolments > 0;

    /// <summary>Gets the number that every session must have been begun with, or a higher one.</summary>
    public int Epoch => Find(Everyone).Epoch;

    /// <summary>Gets the states, in the order of the file; that of <see cref="Everyone"/> is among them.</summary>
    public IEnumerable<OtpUserState> States => _states.Users;

    /// <summary>Reads a file's content. One broken line makes the whole unusable, since it could make a spent code good again.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read, or two are of the same user; the message names it.</exception>
    public static OtpStateFile Parse(ReadOnlySpan<byte> content) => ParseOwned(content.ToArray());

    /// <summary>Reads a file. A missing one throws.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">See <see cref="Parse"/>.</exception>
    public static OtpStateFile Load(string path) => ParseOwned(CredentialFileContent.ReadSmall(path));

    /// <summary>The state of a user; a new one if there is none.</summary>
    public OtpUserState Find(string user) => _states.TryFind(user, out OtpUserState? state) ? state : new OtpUserState(user);

    /// <summary>
    /// This file with the states of users replaced; one of which there is nothing to remember goes. A file of thousands of users shares its
    /// lines with this one and keeps the changed ones beside them; now and then one merges them, which takes as long as reading the file.
    /// </summary>
    /// <returns>The same reference if nothing changes.</returns>
    /// <exception cref="ArgumentException">A state holds what cannot be kept.</exception>
    public OtpStateFile With(IEnumerable<OtpUserState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return With([.. states], capacity: null);
    }

    /// <summary>The file as bytes.</summary>
    public byte[] ToArray() => _states.ToArray();

    /// <summary>
    /// Changes the state of one user on disk, locked and atomic as <see cref="CredentialFile.Update"/>: of all processes and threads
    /// that call it at once, each sees what the one before left. The file is created with mode 0600 if it is missing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="user">The user's name, at most 255 bytes in UTF-8, or <see cref="Everyone"/>.</param>
    /// <param name="change">Gets the state and returns the next; the same reference to leave the file untouched. May be called again if another creates the file at the same moment.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <returns>The file as it is now.</returns>
    /// <exception cref="ArgumentException">The name is too long, or the state that was returned is another user's or holds what cannot be kept.</exception>
    /// <exception cref="InvalidDataException">The file is broken. It is left as it is.</exception>
    /// <exception cref="IOException">It cannot be read or written; see <see cref="CredentialFile.Update"/> for what else is thrown.</exception>
    public static OtpStateFile Update(string path, string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(change);
        OtpStateFile result = Empty;
        OtpFileUpdate.Run(
            path,
            createIfMissing: true,
            content =>
            {
                OtpStateFile current = ParseOwned(content);
                result = current.Apply(user, change);
                return ReferenceEquals(result, current) ? null : result.ToArray();
            },
            cancellationToken);
        return result;
    }

    /// <param name="states">The states.</param>
    /// <param name="capacity">See <see cref="UserLines{TUser}.With"/>.</param>
    internal OtpStateFile With(IReadOnlyList<OtpUserState> states, int? capacity)
    {
        IEnumerable<UserChange<OtpUserState>> changes = states.Select(
            state => new UserChange<OtpUserState>(state.User, state.IsDefault ? null : state, OtpStateText.Lines(state)));
        UserLines<OtpUserState> next = _states.With(changes, static (one, other) => one.Equals(other), capacity);
        if (ReferenceEquals(next, _states))
        {
            return this;
        }

        int enrolments = states.Select(state => state.User).Distinct(StringComparer.Ordinal).Sum(user => Knows(next, user) - Knows(_states, user));
        return new OtpStateFile(next, _enrolments + enrolments);
    }

    private static OtpStateFile ParseOwned(ReadOnlyMemory<byte> content)
    {
        OtpLines lines = OtpLines.Parse(content, OtpStateRow.Read, LineKind);
        Dictionary<string, OtpUserState> states = new(StringComparer.Ordinal);
        for (int i = 0; i < lines.All.Count; i++)
        {
            if (lines.All[i] is { User: { } user, Record: OtpUserState state } && !states.TryAdd(user, state))
            {
                throw OtpLines.Broken(i + 1, "the first one of its user");
            }
        }

        return new OtpStateFile(new(lines, states), states.Values.Count(state => state.EnrolmentId is not null));
    }

    private OtpStateFile Apply(string user, Func<OtpUserState, OtpUserState> change)
    {
        OtpUserState current = Find(user);
        OtpUserState next = change(current);
        if (ReferenceEquals(next, current))
        {
            return this;
        }

        return next.User == user
            ? With([next], capacity: 0)
            : throw new ArgumentException("What was returned belongs to another user.", nameof(change));
    }

    private static int Knows(UserLines<OtpUserState> states, string user) =>
        states.TryFind(user, out OtpUserState? state) && state.EnrolmentId is not null ? 1 : 0;
}
