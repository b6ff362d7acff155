using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Says whether a user whose password is right may go on with it, and remembers since when they have had it.</summary>
internal sealed class PasswordStandings(IPasswordStateStore states, TimeSpan? maxAge, TimeProvider time, ILogger logger)
{
    /// <summary>Answers from memory alone.</summary>
    public PasswordStanding Of(VerifiedUser user)
    {
        if (states.Current is not { } file)
        {
            return PasswordStanding.Unknown;
        }

        PasswordState state = file.Find(user.Name);
        DateTimeOffset now = time.GetUtcNow();
        return state.IsExpired(user.PasswordVersion, now) ? PasswordStanding.Expired
            : state.IsChangeForced(user.PasswordVersion, now, maxAge) ? PasswordStanding.ChangeForced
            : PasswordStanding.Good;
    }

    /// <summary>
    /// Whether <see cref="NoteSightAsync"/> has anything to do: passwords age, and this one was set elsewhere and is seen for the
    /// first time. Answers from memory alone.
    /// </summary>
    public bool IsNew(VerifiedUser user) =>
        maxAge is not null
        && states.Current?.Find(user.Name) is { } state
        && !ReferenceEquals(state, state.WithSight(user.PasswordVersion, time.GetUtcNow()));

    /// <summary>Remembers when a password was first seen, so that its age can be told. Where it cannot be written the password begins to age later.</summary>
    public async Task NoteSightAsync(VerifiedUser user, CancellationToken cancellationToken) =>
        await TryUpdateAsync(user, state => state.WithSight(user.PasswordVersion, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);

    /// <summary>Remembers that a user has set a password: whatever was asked of them is done.</summary>
    public async Task NoteChangeAsync(VerifiedUser user) =>
        await TryUpdateAsync(user, state => state.WithChange(user.PasswordVersion, time.GetUtcNow()), CancellationToken.None).ConfigureAwait(false);

    private async Task TryUpdateAsync(VerifiedUser user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken)
    {
        try
        {
            await states.UpdateAsync(user.Name, change, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException or TimeoutException)
        {
            logger.PasswordStateUnwritable(exception, LogText.Escape(user.Name));
        }
    }
}
