namespace HtpasswdAuth;

/// <summary>
/// Writes a new password off the requests' threads, so many at once. Where somebody else has changed the line since the current
/// password was verified, it is verified again, against what the line is now.
/// </summary>
internal sealed class PasswordCommit : IDisposable
{
    // Each try after the first was caused by somebody else's change of this very line.
    private const int MaxTries = 3;

    // The user waits for it.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    private readonly PasswordChangeSite _site;
    private readonly PasswordWriter _writer;
    private readonly ChangeSlots _slots;
    private readonly PasswordHashParameters _hash;

    public PasswordCommit(PasswordChangeSite site)
    {
        PasswordChangeOptions options = site.Options;
        var update = new CredentialFileUpdateOptions { LockTimeout = LockTimeout };
        DigestFileWriter? digest = options.DigestFile is { } path ? new DigestFileWriter(path, options.DigestRealm ?? site.Realm, update) : null;
        _site = site;
        _writer = new PasswordWriter(site.UserFile, digest, update, site.Logger);
        _slots = new ChangeSlots(options.MaxConcurrentChanges, options.MaxQueuedChanges);
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
            PasswordChangeOutcome? outcome = PasswordChangeOutcome.Busy;
            await _slots.TryRunAsync(() => outcome = TryWrite(current.UserName, user, password), cancellationToken).ConfigureAwait(false);
            if (outcome is { } final)
            {
                return (final, final == PasswordChangeOutcome.Changed ? Renew(user, password) : user);
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

    private static VerifiedUser Renew(VerifiedUser user, NewPassword password) =>
        new(user.Name, rehashNeeded: false, PasswordVersion.Compute(user.Name, password.Hash), user.Result);

    /// <returns>How the attempt ended; <see langword="null"/> if the line has another hash than was verified.</returns>
    private PasswordChangeOutcome? TryWrite(byte[] userName, VerifiedUser user, NewPassword password)
    {
        PasswordWriteOutcome outcome = default;
        try
        {
            // Before the file is locked: hashing takes long.
            _ = password.Hash;
            _site.Store.Write(() =>
            {
                (outcome, HtpasswdFile file) = _writer.Write(userName, user, password);
                return file;
            });
        }
        catch (DigestFileException exception)
        {
            _site.Logger.DigestFileUnwritable(exception.InnerException!, _site.Options.DigestFile!);
            return OutcomeOf(exception.InnerException!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            _site.Logger.UserFileUnwritable(exception, _site.UserFile);
            return OutcomeOf(exception);
        }

        return outcome switch
        {
            PasswordWriteOutcome.Written => PasswordChangeOutcome.Changed,
            PasswordWriteOutcome.Stale => null,
            _ => Unwritable(user),
        };
    }

    private PasswordChangeOutcome Unwritable(VerifiedUser user)
    {
        _site.Logger.UserLineUnwritable(LogText.Escape(user.Name), _site.UserFile);
        return PasswordChangeOutcome.Unavailable;
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
