using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Writes new passwords into the store that the nodes of a site share.</summary>
/// <param name="store">Has the users; nothing can be written where it is no <see cref="IPasswordStore"/>.</param>
/// <param name="logger">The scheme's logger.</param>
internal sealed class SharedPasswordWriter(ICredentialStore store, ILogger logger) : IPasswordWriter
{
    public async Task<PasswordWriteResult> WriteAsync(byte[] userName, VerifiedUser user, NewPassword password)
    {
        if (store is not IPasswordStore passwords)
        {
            throw new UnauthorizedAccessException("The store of the users is read-only.");
        }

        if (store.Current is not { } users)
        {
            throw new IOException("The store of the users is not at hand.");
        }

        if (!users.TryFind(userName, out HtpasswdEntry entry) || PasswordVersion.Compute(user.Name, entry.Hash.Span) != user.PasswordVersion)
        {
            return new PasswordWriteResult(PasswordWriteOutcome.Stale, default);
        }

        // What was begun is committed or not, whoever waits for it.
        bool replaced = await passwords.TryReplaceHashAsync(userName, entry.Hash, password.Hash, CancellationToken.None).ConfigureAwait(false);
        return new PasswordWriteResult(
            replaced ? PasswordWriteOutcome.Written : PasswordWriteOutcome.Stale, PasswordVersion.Compute(user.Name, password.Hash));
    }

    public void LogFailure(Exception exception) => logger.SharedUsersUnwritable(exception);

    /// <summary>Does not happen: a store has no lines that tools read in different ways.</summary>
    public void LogNotEditable(VerifiedUser user) => logger.SharedUsersUnwritable(exception: null);
}
