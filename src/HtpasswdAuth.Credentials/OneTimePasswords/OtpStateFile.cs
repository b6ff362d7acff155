namespace HtpasswdAuth;

/// <summary>
/// The state file (<c>users.otp-state</c>) as an immutable snapshot: a JSON object a line and user. It is written at every code, so
/// it is a file of its own: the secrets can then be mounted read-only.
/// </summary>
public sealed class OtpStateFile
{
    /// <summary>The name under which the state of all users together is kept: its epoch ends everybody's sessions.</summary>
    public const string Everyone = "";

    /// <summary>The file of a site where nothing happened yet.</summary>
    public static OtpStateFile Empty { get; } = new();

    private OtpStateFile()
    {
    }

    /// <summary>Gets the number of users with a state.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Gets the number that every session must have been begun with, or a higher one.</summary>
    public int Epoch => throw new NotImplementedException();

    /// <summary>Reads a file's content. One broken line makes the whole unusable, since it could make a spent code good again.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message names it.</exception>
    public static OtpStateFile Parse(ReadOnlySpan<byte> content) => throw new NotImplementedException();

    /// <summary>Reads a file. A missing one throws.</summary>
    public static OtpStateFile Load(string path) => throw new NotImplementedException();

    /// <summary>The state of a user; a new one if there is none.</summary>
    public OtpUserState Find(string user) => throw new NotImplementedException();

    /// <summary>The file as bytes.</summary>
    public byte[] ToArray() => throw new NotImplementedException();

    /// <summary>
    /// Changes the state of one user on disk, locked and atomic as <see cref="CredentialFile.Update"/>: of all processes and threads
    /// that call it at once, each sees what the one before left. The file is created with mode 0600 if it is missing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="user">The user's name, or <see cref="Everyone"/>.</param>
    /// <param name="change">Gets the state and returns the next; the same reference to leave the file untouched. May be called again if another creates the file at the same moment.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <returns>The file as it is now.</returns>
    /// <exception cref="InvalidDataException">The file is broken. It is left as it is.</exception>
    /// <exception cref="IOException">It cannot be read or written; see <see cref="CredentialFile.Update"/> for what else is thrown.</exception>
    public static OtpStateFile Update(string path, string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
