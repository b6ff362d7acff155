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
internal sealed class PasswordWriter(string userFile, DigestFileWriter? digest, CredentialFileUpdateOptions options, ILogger logger)
{
    /// <summary>What changes the password file; for tests, which let it fail at the last moment.</summary>
    internal Action<string, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?>, CredentialFileUpdateOptions> Update { get; init; } =
        static (path, change, options) => CredentialFile.Update(path, change, options);

    /// <summary>Not on a request's thread: it waits for the file.</summary>
    /// <param name="userName">The name in the bytes of the file.</param>
    /// <param name="user">The user whose password was verified.</param>
    /// <param name="password">The new password, hashed already.</param>
    /// <param name="expectedUsers">How many users the file had when it was last known to be whole.</param>
    /// <exception cref="DigestFileException">The digest file cannot be changed; nothing was.</exception>
    /// <exception cref="IOException">The password file cannot be changed; nothing was. See <see cref="CredentialFile.Update"/> for what else is thrown.</exception>
    public PasswordWrite Write(byte[] userName, VerifiedUser user, NewPassword password, int? expectedUsers)
    {
        PasswordWrite result = default;
        Action? takeBack = null;
        try
        {
            Update(userFile, Change, options with { ExpectedUsers = expectedUsers });
            return result;
        }
        catch (Exception exception) when (takeBack is not null)
        {
            TakeBack(takeBack, user, exception);
            throw;
        }

        ReadOnlyMemory<byte>? Change(ReadOnlyMemory<byte> content)
        {
            HtpasswdFile current = HtpasswdFile.Parse(content);
            if (!current.TryFind(userName, out HtpasswdEntry entry) || PasswordVersion.Compute(user.Name, entry.Hash.Span) != user.PasswordVersion)
            {
                result = new(PasswordWriteOutcome.Stale, current);
                return null;
            }

            var editor = new HtpasswdFileEditor(content);
            editor.Set(userName, password.Hash);
            byte[] changed = editor.ToArray();
            HtpasswdFile next = HtpasswdFile.Parse(changed);
            if (!IsChangedAlone(current, next, userName, password.Hash))
            {
                result = new(PasswordWriteOutcome.NotEditable, current);
                return null;
            }

            // Not once more where another program writes the password file at the same moment and this is called again.
            takeBack ??= digest?.Write(userName, password);
            result = new(PasswordWriteOutcome.Written, next);
            return changed;
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
