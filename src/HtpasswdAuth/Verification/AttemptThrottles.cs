using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// The throttles of the application, one for each set of users: a user's password is guessed at in sum, by whatever scheme, folder or door.
/// </summary>
internal sealed class AttemptThrottles(HtpasswdMetrics metrics) : IDisposable
{
    private readonly ConcurrentDictionary<object, Lazy<(AttemptThrottle Throttle, AttemptThrottleOptions Options)>> _all = new();

    /// <summary>The throttle of the users of a file, which has those of the digest or password file beside it as well.</summary>
    /// <param name="userFile">The full path; links are followed.</param>
    /// <param name="options">The scheme's options.</param>
    /// <param name="time">The scheme's clock.</param>
    /// <param name="store">Where the processes of the site add up; <see langword="null"/> where this one counts for itself.</param>
    /// <param name="logger">The scheme's logger.</param>
    /// <exception cref="InvalidOperationException">Another scheme has other options for the same users.</exception>
    public AttemptThrottle OfFile(
        string userFile, AttemptThrottleOptions options, TimeProvider time, IAttemptStore? store, ILogger logger) =>
        Of(AccountFiles.DatabaseOf(ResolvedLinks.ResolveOrKeep(userFile)), userFile, options, time, store, logger);

    /// <summary>The same for a folder, which goes by the settings of the scheme with these users where there is one.</summary>
    /// <inheritdoc cref="OfFile"/>
    public AttemptThrottle OfFolder(
        string userFile, AttemptThrottleOptions options, TimeProvider time, IAttemptStore? store, ILogger logger) =>
        Get(AccountFiles.DatabaseOf(ResolvedLinks.ResolveOrKeep(userFile)), options, time, store, logger).Throttle;

    /// <summary>The throttle of users in a store that nodes share.</summary>
    /// <inheritdoc cref="OfFile"/>
    public AttemptThrottle OfStore(
        ICredentialStore users, AttemptThrottleOptions options, TimeProvider time, IAttemptStore? store, ILogger logger) =>
        Of(users, "the shared users", options, time, store, logger);

    public void Dispose()
    {
        foreach (Lazy<(AttemptThrottle Throttle, AttemptThrottleOptions Options)> one in _all.Values)
        {
            one.Value.Throttle.Dispose();
        }
    }

    private AttemptThrottle Of(
        object users, string name, AttemptThrottleOptions options, TimeProvider time, IAttemptStore? store, ILogger logger)
    {
        (AttemptThrottle throttle, AttemptThrottleOptions first) = Get(users, options, time, store, logger);
        return first.IsSame(options)
            ? throttle
            : throw new InvalidOperationException(
                $"Schemes of the same users ({name}) have different settings of AttemptThrottle, and their wrong passwords are "
                + "counted together: give all of them the same.");
    }

    private (AttemptThrottle Throttle, AttemptThrottleOptions Options) Get(
        object users, AttemptThrottleOptions options, TimeProvider time, IAttemptStore? store, ILogger logger) =>
        _all.GetOrAdd(users, _ => new(() => (new AttemptThrottle(options, metrics, time, logger, store), options))).Value;
}
