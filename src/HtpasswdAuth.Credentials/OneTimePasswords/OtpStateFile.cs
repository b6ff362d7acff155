using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// What is remembered of codes and sessions, as an immutable snapshot; as text a JSON object a line and user, which was the file
/// <c>users.otp-state</c> of version 0.
/// </summary>
public sealed class OtpStateFile
{
    /// <summary>The name under which the state of all users together is kept: its epoch ends everybody's sessions.</summary>
    public const string Everyone = "";

    private const string LineKind = "a state of one-time passwords";

    private readonly UserLines<OtpUserState> _states;

    private OtpStateFile(UserLines<OtpUserState> states) => _states = states;

    /// <summary>The file of a site where nothing happened yet.</summary>
    public static OtpStateFile Empty { get; } = new(UserLines<OtpUserState>.Empty);

    /// <summary>Gets the number of users with a state.</summary>
    public int Count => _states.Count - (_states.TryFind(Everyone, out _) ? 1 : 0);

    /// <summary>Gets the number that every session must have been begun with, or a higher one.</summary>
    public int Epoch => TryFind(Everyone, out OtpUserState? state) ? state.Epoch : 0;

    /// <summary>Gets the states, in the order of the file; that of <see cref="Everyone"/> is among them.</summary>
    public IEnumerable<OtpUserState> States => _states.Users;

    /// <summary>Reads a file's content. One broken line makes the whole unusable, since it could make a spent code good again.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read, or two are of the same user; the message names it.</exception>
    public static OtpStateFile Parse(ReadOnlySpan<byte> content) => ParseOwned(content.ToArray());

    /// <summary>Reads a file. A missing one throws.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">See <see cref="Parse"/>.</exception>
    public static OtpStateFile Load(string path) => ParseOwned(CredentialFileContent.ReadSmall(path));

    /// <summary>Looks for the state of a user, without allocating.</summary>
    /// <returns><see langword="false"/> if there is nothing to remember of the user.</returns>
    public bool TryFind(string user, [NotNullWhen(true)] out OtpUserState? state) => _states.TryFind(user, out state);

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

    /// <param name="states">The states.</param>
    /// <param name="capacity">See <see cref="UserLines{TUser}.With"/>.</param>
    internal OtpStateFile With(IReadOnlyList<OtpUserState> states, int? capacity)
    {
        IEnumerable<UserChange<OtpUserState>> changes = states.Select(
            state => new UserChange<OtpUserState>(state.User, state.IsDefault ? null : state, OtpStateText.Lines(state)));
        UserLines<OtpUserState> next = _states.With(changes, static (one, other) => one.Equals(other), capacity);
        return ReferenceEquals(next, _states) ? this : new OtpStateFile(next);
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

        return new OtpStateFile(new(lines, states));
    }
}
