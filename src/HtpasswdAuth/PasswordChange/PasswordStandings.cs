using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Says whether a user whose password is right may go on with it, and remembers since when they have had it.</summary>
internal sealed class PasswordStandings(IPasswordStateStore states, TimeSpan? maxAge, TimeProvider time, ILogger logger)
{
    // Where the state cannot be written, trying so at every sign-in would only make them slow.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    // A time stamp that cannot be met marks that nothing has failed.
    private const long Never = long.MinValue;

    private long _failedAt = Never;

    /// <summary>Answers from memory alone, without allocating.</summary>
    public PasswordStanding Of(VerifiedUser user)
    {
        if (states.Current is not { } file)
        {
            return PasswordStanding.Unknown;
        }

        if (!file.TryFind(user.Name, out PasswordState? state))
        {
            return PasswordStanding.Good;
        }

        DateTimeOffset now = time.GetUtcNow();
        return state.IsExpired(user.PasswordVersion, now) ? PasswordStanding.Expired
            : state.IsChangeForced(user.PasswordVersion, now, maxAge) ? PasswordStanding.ChangeForced
            : PasswordStanding.Good;
    }

    /// <summary>Whether the password was for a while that is over. Answers from memory alone, without allocating.</summary>
    public bool HasExpired(VerifiedUser user) =>
        states.Current is { } file
        && file.TryFind(user.Name, out PasswordState? state)
        && state.IsExpired(user.PasswordVersion, time.GetUtcNow());

    /// <summary>
    /// Whether <see cref="NoteSightAsync"/> has anything to do: passwords age, and this one was set elsewhere and is seen for the
    /// first time. Answers from memory alone.
    /// </summary>
    public bool IsNew(VerifiedUser user) =>
        maxAge is not null
        && OtpUser.IsName(user.Name)
        && MayTry()
        && states.Current?.Find(user.Name) is { } state
        && !ReferenceEquals(state, state.WithSight(user.PasswordVersion, time.GetUtcNow()));

    /// <summary>Remembers when a password was first seen, so that its age can be told. Where it cannot be written the password begins to age later.</summary>
    public async Task NoteSightAsync(VerifiedUser user, CancellationToken cancellationToken)
    {
        if (!await TryUpdateAsync(user, state => state.WithSight(user.PasswordVersion, time.GetUtcNow()), cancellationToken).ConfigureAwait(false))
        {
            Volatile.Write(ref _failedAt, time.GetTimestamp());
        }
    }

    /// <summary>Remembers that a user has set a password: whatever was asked of them is done.</summary>
    public async Task NoteChangeAsync(VerifiedUser user) =>
        await TryUpdateAsync(user, state => state.WithChange(user.PasswordVersion, time.GetUtcNow()), CancellationToken.None).ConfigureAwait(false);

    private bool MayTry()
    {
        long failedAt = Volatile.Read(ref _failedAt);
        return failedAt == Never || time.GetElapsedTime(failedAt) >= RetryInterval;
    }

    private async Task<bool> TryUpdateAsync(VerifiedUser user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken)
    {
        try
        {
            await states.UpdateAsync(user.Name, change, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException or TimeoutException)
        {
            logger.PasswordStateUnwritable(exception, LogText.Escape(user.Name), FileErrorText.Of(exception));
            return false;
        }
    }
}
