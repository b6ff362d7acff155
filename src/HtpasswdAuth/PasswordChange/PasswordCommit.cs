namespace HtpasswdAuth;

/// <summary>
/// Writes a new password off the requests' threads, so many at once. Where somebody else has changed what is stored since the current
/// password was verified, it is verified again, against what is stored now.
/// </summary>
internal sealed class PasswordCommit : IDisposable
{
    // Each try after the first was caused by somebody else's change of this very user.
    private const int MaxTries = 3;

    // Longer than all that is waited for in a file system that answers.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly IPasswordWriter _writer;
    private readonly ChangeSlots _slots;
    private readonly PasswordHashParameters _hash;

    public PasswordCommit(PasswordChangeSite site)
    {
        PasswordChangeOptions options = site.Options;
        _writer = site.Writer;
        _slots = new ChangeSlots(CallbackNames.PasswordChange, options.MaxConcurrentChanges, options.MaxQueuedChanges, LongestWait);
        _hash = new PasswordHashParameters(options.Algorithm, options.Cost);
    }

    /// <param name="newPassword">A password that the policy lets pass.</param>
    /// <param name="current">The current password, verified.</param>
    /// <param name="verifyAgain">Verifies the current password once more.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    /// <returns>How it ended, and the user as they are with the new password if it is written.</returns>
    public async Task<(PasswordChangeOutcome Outcome, VerifiedUser User)> WriteAsync(
        string newPassword, VerifiedPassword current, Func<Task<VerifiedPassword>> verifyAgain, CancellationToken cancellationToken)
    {
        using var password = new NewPassword(newPassword, _hash);
        VerifiedUser user = current.Result.User!;
        for (int tries = 1; ; tries++)
        {
            (PasswordChangeOutcome? Outcome, VerifiedUser User) written = (PasswordChangeOutcome.Busy, user);
            await _slots.TryRunAsync(async () => written = await TryWriteAsync(current.UserName, user, password).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
            if (written.Outcome is { } final)
            {
                return (final, written.User);
            }

            if (tries == MaxTries)
            {
                return (PasswordChangeOutcome.Busy, user);
            }

            current = await verifyAgain().ConfigureAwait(false);
            if (!current.Result.Succeeded)
            {
                return (PasswordChangeOutcome.Conflict, user);
            }

            user = current.Result.User;
        }
    }

    public void Dispose() => _slots.Dispose();

    /// <returns>How the attempt ended, <see langword="null"/> if something else is stored than was verified; and the user as they are then.</returns>
    private async Task<(PasswordChangeOutcome? Outcome, VerifiedUser User)> TryWriteAsync(byte[] userName, VerifiedUser user, NewPassword password)
    {
        PasswordWriteResult written;
        try
        {
            written = await _writer.WriteAsync(userName, user, password).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException or OutOfMemoryException)
        {
            _writer.LogFailure(exception);
            return (OutcomeOf(exception is DigestFileException { InnerException: { } inner } ? inner : exception), user);
        }

        switch (written.Outcome)
        {
            case PasswordWriteOutcome.Written:
                return (PasswordChangeOutcome.Changed, new VerifiedUser(user.Name, rehashNeeded: false, written.Version, user.Result));
            case PasswordWriteOutcome.Stale:
                return (null, user);
            default:
                _writer.LogNotEditable(user);
                return (PasswordChangeOutcome.Unavailable, user);
        }
    }

    private static PasswordChangeOutcome OutcomeOf(Exception exception)
    {
        // EROFS, for which the base library has no exception of its own.
        const int ReadOnlyFileSystem = 30;
        return exception switch
        {
            TimeoutException => PasswordChangeOutcome.Busy,
            UnauthorizedAccessException => PasswordChangeOutcome.ReadOnly,
            IOException { HResult: ReadOnlyFileSystem } => PasswordChangeOutcome.ReadOnly,
            _ => PasswordChangeOutcome.Unavailable,
        };
    }
}
