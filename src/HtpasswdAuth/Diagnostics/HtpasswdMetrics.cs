using System.Diagnostics.Metrics;

namespace HtpasswdAuth;

/// <summary>
/// What ASP.NET Core's own authentication metrics cannot see. No tag ever holds a user name or an address: all tag sets are closed.
/// </summary>
internal sealed class HtpasswdMetrics : IDisposable
{
    public const string MeterName = "HtpasswdAuth";

    private readonly Meter _meter;
    private readonly Counter<long> _verifications;
    private readonly Histogram<double> _hashDuration;
    private readonly Counter<long> _upgrades;
    private readonly Counter<long> _cacheLookups;
    private readonly Counter<long> _throttled;
    private readonly Counter<long> _digests;
    private readonly Counter<long> _reloads;
    private readonly UpDownCounter<long> _queued;
    private readonly UpDownCounter<long> _users;

    public HtpasswdMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(MeterName);
        _verifications = _meter.CreateCounter<long>(
            "htpasswd.verifications", "{verification}", "Password verifications that hashed, by hash scheme and outcome.");
        _hashDuration = _meter.CreateHistogram<double>(
            "htpasswd.hash.duration", "s", "Time to compute one password hash.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _upgrades = _meter.CreateCounter<long>(
            "htpasswd.hash.upgrades", "{hash}", "Weak hashes that were replaced after a sign-in, by their scheme.");
        _cacheLookups = _meter.CreateCounter<long>(
            "htpasswd.cache.lookups", "{lookup}", "Look-ups in the verify cache, by result.");
        _throttled = _meter.CreateCounter<long>(
            "htpasswd.attempts.throttled", "{attempt}", "Password attempts that were refused because of wrong ones before, by what had too many.");
        _digests = _meter.CreateCounter<long>(
            "htpasswd.digest.responses", "{response}", "Digest responses that were well formed, by outcome.");
        _reloads = _meter.CreateCounter<long>(
            "htpasswd.file.reloads", "{reload}", "Times a changed user file was loaded.");
        _queued = _meter.CreateUpDownCounter<long>(
            "htpasswd.queue.length", "{verification}", "Verifications that wait for a worker.");
        _users = _meter.CreateUpDownCounter<long>(
            "htpasswd.users", "{user}", "Users in the loaded files.");
    }

    public void Verified(PasswordHashAlgorithm algorithm, PasswordVerification outcome, TimeSpan duration)
    {
        if (_verifications.Enabled || _hashDuration.Enabled)
        {
            KeyValuePair<string, object?> scheme = new("htpasswd.hash.scheme", Name(algorithm));
            _verifications.Add(1, scheme, new("htpasswd.outcome", Name(outcome)));
            _hashDuration.Record(duration.TotalSeconds, scheme);
        }
    }

    public void Upgraded(PasswordHashAlgorithm from) => _upgrades.Add(1, new KeyValuePair<string, object?>("htpasswd.hash.scheme", Name(from)));

    public void CacheLookup(VerifyCacheResult result)
    {
        if (_cacheLookups.Enabled)
        {
            _cacheLookups.Add(1, new KeyValuePair<string, object?>("htpasswd.cache.result", Name(result)));
        }
    }

    public void AttemptThrottled(ThrottledBucket bucket)
    {
        if (_throttled.Enabled)
        {
            _throttled.Add(1, new KeyValuePair<string, object?>("htpasswd.bucket", Name(bucket)));
        }
    }

    public void DigestVerified(DigestResult result)
    {
        if (_digests.Enabled)
        {
            _digests.Add(1, new KeyValuePair<string, object?>("htpasswd.outcome", Name(result)));
        }
    }

    public void Reloaded(int usersBefore, int usersNow)
    {
        _reloads.Add(1);
        _users.Add(usersNow - usersBefore);
    }

    public void QueueChanged(int by) => _queued.Add(by);

    public void Dispose() => _meter.Dispose();

    /// <summary>The bucket as metrics and log lines call it.</summary>
    public static string Name(ThrottledBucket bucket) => bucket switch
    {
        ThrottledBucket.Client => "client",
        ThrottledBucket.User => "user",
        ThrottledBucket.Device => "device",
        _ => "_OTHER",
    };

    private static string Name(DigestResult result) => result switch
    {
        DigestResult.Success => "success",
        DigestResult.Failure => "failure",
        DigestResult.Stale => "stale",
        DigestResult.Replay => "replay",
        DigestResult.Throttled => "throttled",
        _ => "_OTHER",
    };

    private static string Name(VerifyCacheResult result) => result switch
    {
        VerifyCacheResult.Hit => "hit",
        VerifyCacheResult.NegativeHit => "negative_hit",
        _ => "miss",
    };

    private static string Name(PasswordVerification outcome) => outcome switch
    {
        PasswordVerification.Success => "success",
        PasswordVerification.SuccessRehashNeeded => "success_rehash_needed",
        PasswordVerification.Failed => "failure",
        PasswordVerification.UnknownScheme => "unknown_scheme",
        PasswordVerification.Malformed => "malformed",
        _ => "_OTHER",
    };

    /// <summary>The scheme as metrics and log lines call it.</summary>
    public static string Name(PasswordHashAlgorithm algorithm) => algorithm switch
    {
        PasswordHashAlgorithm.Bcrypt => "bcrypt",
        PasswordHashAlgorithm.BcryptSignExtended => "bcrypt_2x",
        PasswordHashAlgorithm.Sha256Crypt => "sha256crypt",
        PasswordHashAlgorithm.Sha512Crypt => "sha512crypt",
        PasswordHashAlgorithm.Apr1 => "apr1",
        PasswordHashAlgorithm.Md5Crypt => "md5crypt",
        PasswordHashAlgorithm.Sha1 => "sha1",
        PasswordHashAlgorithm.SaltedSha1 => "ssha1",
        PasswordHashAlgorithm.DesCrypt => "descrypt",
        PasswordHashAlgorithm.Yescrypt => "yescrypt",
        PasswordHashAlgorithm.Scrypt => "scrypt",
        PasswordHashAlgorithm.Sha1Crypt => "sha1crypt",
        PasswordHashAlgorithm.SunMd5 => "sunmd5",
        PasswordHashAlgorithm.BsdiCrypt => "bsdicrypt",
        PasswordHashAlgorithm.NtHash => "nt",
        PasswordHashAlgorithm.Plaintext or PasswordHashAlgorithm.TaggedPlaintext => "plaintext",
        _ => "_OTHER",
    };
}
