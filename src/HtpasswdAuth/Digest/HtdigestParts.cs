using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The parts of a scheme, joined.</summary>
internal sealed class HtdigestParts : IDisposable
{
    private const int KeyBytes = 32;

    private HtdigestParts()
    {
    }

    public required WatchedDigestStore Store { get; init; }

    public required DigestReader Reader { get; init; }

    public required DigestVerifier Verifier { get; init; }

    public required BasicOverDigest Basic { get; init; }

    public required DigestChallenges Challenges { get; init; }

    public required DigestLog Log { get; init; }

    /// <summary>Loads the file, begins to watch it, and puts everything together.</summary>
    /// <param name="schemeName">The scheme.</param>
    /// <param name="options">Its options.</param>
    /// <param name="hasExpired">See <see cref="DigestSettings.HasExpired"/>.</param>
    /// <param name="throttle">Bounds the guesses at its users.</param>
    /// <param name="metrics">Where it counts.</param>
    /// <param name="forwarding">Told of headers of a proxy on this machine.</param>
    /// <param name="logger">The scheme's logger.</param>
    public static HtdigestParts Create(
        string schemeName,
        HtdigestOptions options,
        Func<VerifiedUser, bool> hasExpired,
        AttemptThrottle throttle,
        HtpasswdMetrics metrics,
        ForwardedHeadersWarning forwarding,
        ILogger logger)
    {
        TimeProvider time = options.TimeProvider!;
        var watched = new WatchedCredentialStoreSettings(options.UserFile!)
        {
            PollInterval = options.PollInterval,
            MissingFileGrace = options.MissingFileGrace,
            ShrunkFileGrace = options.ShrunkFileGrace,
        };
        var store = new WatchedDigestStore(watched, time, metrics, logger);
        store.Start();

        DigestSettings settings = DigestSettings.From(options) with { HasExpired = hasExpired };
        var realms = new DigestRealms(store, settings, logger);
        var nonces = new DigestNonceFactory(SecretOf(options), $"{schemeName}\n{options.Realm}", time);
        var tickets = new TicketFactory(schemeName, options.ClaimsIssuer);
        var table = new NonceTable(options.MaxNonces, options.NonceLifetime, time);
        var log = new DigestLog(logger, options.Realm);

        // Now, so that what is odd about the file is told at start.
        realms.TryGetCurrent(out _);
        return new HtdigestParts
        {
            Store = store,
            Log = log,
            Reader = new DigestReader(options, realms, forwarding, log),
            Verifier = new DigestVerifier(realms, settings, nonces, table, throttle, tickets.Create, metrics),
            Basic = new BasicOverDigest(realms, settings, throttle, tickets.Create, new VerifyCache(new VerifyCacheOptions(), time, metrics)),
            Challenges = new DigestChallenges(options, realms, nonces),
        };
    }

    public void Dispose()
    {
        Basic.Dispose();
        Store.Dispose();
    }

    private static byte[] SecretOf(HtdigestOptions options) =>
        options.NonceKey is { } key ? Convert.FromBase64String(key) : RandomNumberGenerator.GetBytes(KeyBytes);
}
