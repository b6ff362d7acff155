using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Writes new passwords into the password file of a scheme, and into the digest file of the same site.</summary>
/// <param name="store">The password file, watched.</param>
/// <param name="userFile">Its full path.</param>
/// <param name="digest">The digest file; <see langword="null"/> if there is none, or if the password stays the same.</param>
/// <param name="logger">The scheme's logger.</param>
internal sealed class FilePasswordWriter(WatchedCredentialStore store, string userFile, DigestFileWriter? digest, ILogger logger) : IPasswordWriter
{
    private readonly PasswordWriter _writer = new(userFile, digest, Update, logger) { Read = store.Read };

    /// <summary>Gets how files are changed: somebody waits for it.</summary>
    public static CredentialFileUpdateOptions Update { get; } = new() { LockTimeout = TimeSpan.FromSeconds(5) };

    public Task<PasswordWriteResult> WriteAsync(byte[] userName, VerifiedUser user, NewPassword password)
    {
        // Before the file is locked: hashing takes long.
        var version = PasswordVersion.Compute(user.Name, password.Hash);
        PasswordWriteOutcome outcome = default;
        store.Write(() =>
        {
            (outcome, HtpasswdFile file) = _writer.Write(userName, user, password, store.Status.Users);
            return outcome == PasswordWriteOutcome.Written ? file : null;
        });
        return Task.FromResult(new PasswordWriteResult(outcome, version));
    }

    public void LogFailure(Exception exception)
    {
        if (exception is DigestFileException { InnerException: { } inner })
        {
            logger.DigestFileUnwritable(inner, digest!.Path, FileErrorText.Of(inner));
        }
        else
        {
            logger.UserFileUnwritable(exception, userFile, FileErrorText.Of(exception));
        }
    }

    public void LogNotEditable(VerifiedUser user) => logger.UserLineUnwritable(LogText.Escape(user.Name), userFile);
}
