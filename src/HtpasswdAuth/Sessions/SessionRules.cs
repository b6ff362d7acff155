using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// How sessions begin, hold and end, whatever began them. There is no list of them: a session is its cookie, and everything that
/// should end it is looked up in snapshots at each request.
/// </summary>
internal sealed class SessionRules(TimeSpan lifetime, TimeSpan idleLifetime, IOtpStateStore states, TimeProvider time)
{
    private const int IdBytes = 16;

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeSpan Lifetime => lifetime;

    /// <summary>Whether it can be said which sessions were ended.</summary>
    public bool IsAvailable => states.Current is not null;

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <param name="user">Whose password was right.</param>
    /// <param name="atMost">How long the session lasts, where that is less than the site's lifetime.</param>
    public SessionBinding Begin(VerifiedUser user, TimeSpan? atMost = null)
    {
        DateTimeOffset now = Now;
        OtpStateFile? current = states.Current;
        return new SessionBinding
        {
            User = user.Name,
            Id = NewId(),
            AuthTime = now,
            Expires = now + (atMost < lifetime ? atMost.Value : lifetime),
            LastSeen = now,
            PasswordVersion = user.PasswordVersion,
            Epochs = SessionEpochs.Of(current, user.Name),
        };
    }

    /// <summary>The same session with the new password of its user, under another id; its end stays where it is.</summary>
    public SessionBinding CarryOver(SessionBinding session, VerifiedUser user) =>
        session with { Id = NewId(), PasswordVersion = user.PasswordVersion, LastSeen = Now };

    /// <summary>Whether nothing has ended the session, its user's password apart.</summary>
    public bool Holds(SessionBinding session)
    {
        DateTimeOffset now = Now;
        return now < session.Expires
            && now - session.LastSeen < idleLifetime
            && session.LastSeen - now < idleLifetime
            && states.Current is { } current
            && session.Epochs == SessionEpochs.Of(current, session.User)
            && !(current.TryFind(session.User, out OtpUserState? state) && state.IsSignedOut(session.Id, session.Epochs.User));
    }

    /// <summary>Past half of the idle time, so that not every answer carries a cookie.</summary>
    public bool IsDueForRenewal(SessionBinding session) => Now - session.LastSeen > idleLifetime / 2;

    /// <summary>Ends a session, or all of a user's, everywhere and at once; <see langword="false"/> if that cannot be written.</summary>
    public async Task<bool> TryEndAsync(
        string userName, SessionBinding? session, bool everywhere, Action<Exception> unwritable, CancellationToken cancellationToken)
    {
        if (session is null && !everywhere)
        {
            return true;
        }

        DateTimeOffset now = Now;
        try
        {
            await states.UpdateAsync(
                userName,
                state => everywhere || session is null
                    ? state.WithSessionsRevoked()
                    : state.WithSignedOut(new SignedOutSession(session.Id, session.Expires), now),
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException or InvalidDataException)
        {
            unwritable(exception);
            return false;
        }
    }
}
