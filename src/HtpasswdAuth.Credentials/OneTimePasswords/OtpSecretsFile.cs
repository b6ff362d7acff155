using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// An enrolment file (<c>users.otp</c>) as an immutable snapshot: a JSON object a line, for an enrolment, an app password or a ticket.
/// </summary>
public sealed class OtpSecretsFile
{
    /// <summary>The file of a site where nobody is enrolled.</summary>
    public static OtpSecretsFile Empty { get; } = new();

    private OtpSecretsFile()
    {
    }

    /// <summary>Gets the number of users with anything in the file.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Gets the users, in the order of the file.</summary>
    public IEnumerable<OtpUser> Users => throw new NotImplementedException();

    /// <summary>Reads a file's content. One broken line makes the whole unusable: nobody can say whose it was.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read, or two lines contradict; the message names the line and never shows it.</exception>
    public static OtpSecretsFile Parse(ReadOnlySpan<byte> content) => throw new NotImplementedException();

    /// <summary>Reads a file. A missing one throws.</summary>
    public static OtpSecretsFile Load(string path) => throw new NotImplementedException();

    /// <summary>Finds what is held of a user; the name is compared ordinally.</summary>
    public bool TryFind(string user, [NotNullWhen(true)] out OtpUser? found) => throw new NotImplementedException();

    /// <summary>The file as bytes; comments and the order of lines are kept.</summary>
    public byte[] ToArray() => throw new NotImplementedException();

    /// <summary>This file with a user's lines replaced; an empty one removes them.</summary>
    public OtpSecretsFile With(OtpUser user) => throw new NotImplementedException();

    /// <summary>
    /// Changes one user on disk, locked and atomic as <see cref="CredentialFile.Update"/>; the file is created with mode 0600 if it is missing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets what is held now, an empty <see cref="OtpUser"/> if nothing, and returns what is to be held, or <see langword="null"/> to leave the file untouched.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <returns>The file as it is now.</returns>
    /// <exception cref="InvalidDataException">The file is broken. It is left as it is.</exception>
    /// <exception cref="IOException">It cannot be read or written; see <see cref="CredentialFile.Update"/> for what else is thrown.</exception>
    public static OtpSecretsFile Update(string path, string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
