using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Writes a new password into the user's line, if that still has the hash that was verified, and into the digest file of the site.
/// </summary>
/// <remarks>
/// Two files cannot be changed in one step. The digest file is written first, while the password file is locked and has been looked
/// at; if the second write then fails, the first is taken back. A process that is killed between the two leaves the new password in
/// the digest file and the old one in the password file: to change it once more, from the old one, puts that right.
/// </remarks>
/// <param name="userFile">The full path of the password file.</param>
/// <param name="digest">The digest file; <see langword="null"/> if there is none, or if the password stays the same.</param>
/// <param name="options">How files are changed.</param>
/// <param name="logger">The scheme's logger.</param>
internal sealed class PasswordWriter(string userFile, DigestFileWriter? digest, CredentialFileUpdateOptions options, ILogger logger)
{
    /// <summary>What changes the password file; for tests, which let it fail at the last moment.</summary>
    internal Action<string, Func<CredentialText, CredentialFileEdit?>, CredentialFileUpdateOptions> Edit { get; init; } =
        static (path, change, options) => CredentialFile.Edit(path, change, options);

    /// <summary>What a text of the password file holds.</summary>
    internal Func<CredentialText, HtpasswdFile> Read { get; init; } = HtpasswdFile.Load;

    /// <summary>Not on a request's thread: it waits for the file.</summary>
    /// <param name="userName">The name in the bytes of the file.</param>
    /// <param name="user">The user whose password was verified.</param>
    /// <param name="password">The new password, hashed already.</param>
    /// <param name="expectedUsers">How many users the file had when it was last known to be whole.</param>
    /// <exception cref="DigestFileException">The digest file cannot be changed; nothing was.</exception>
    /// <exception cref="IOException">The password file cannot be changed; nothing was. See <see cref="CredentialFile.Edit"/> for what else is thrown.</exception>
    public PasswordWrite Write(byte[] userName, VerifiedUser user, NewPassword password, int? expectedUsers)
    {
        PasswordWrite result = default;
        Action? takeBack = null;
        try
        {
            Edit(userFile, Change, options with { ExpectedUsers = expectedUsers });
            return result;
        }
        catch (Exception exception) when (takeBack is not null)
        {
            TakeBack(takeBack, user, exception);
            throw;
        }

        CredentialFileEdit? Change(CredentialText text)
        {
            HtpasswdFile current = Read(text);
            if (!current.TryFind(userName, out HtpasswdEntry entry) || PasswordVersion.Compute(user.Name, entry.Hash.Span) != user.PasswordVersion)
            {
                result = new(PasswordWriteOutcome.Stale, current);
                return null;
            }

            CredentialFileEdit edit = HtpasswdFileEditor.SetIn(text, userName, password.Hash);
            HtpasswdFile next = current.With([new HtpasswdChange(userName, password.Hash)]);
            if (!IsChangedAlone(current, next, userName, password.Hash))
            {
                result = new(PasswordWriteOutcome.NotEditable, current);
                return null;
            }

            // Not once more where another program writes the password file at the same moment and this is called again.
            takeBack ??= digest?.Write(userName, password);
            result = new(PasswordWriteOutcome.Written, next);
            return edit;
        }
    }

    /// <summary>The editor reads lines as Apache's tools do, httpd and we in a few cases otherwise: then no line may be lost by it.</summary>
    private static bool IsChangedAlone(HtpasswdFile current, HtpasswdFile next, byte[] userName, byte[] hash) =>
        next.Count == current.Count && next.TryFind(userName, out HtpasswdEntry entry) && entry.Hash.Span.SequenceEqual(hash);

    private void TakeBack(Action takeBack, VerifiedUser user, Exception reason)
    {
        try
        {
            takeBack();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            logger.DigestFileOutOfStep(new AggregateException(reason, exception), LogText.Escape(user.Name), digest!.Path);
        }
    }
}
