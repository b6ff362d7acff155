using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Caching.Memory;

namespace HtpasswdAuth;

/// <summary>
/// Remembers outcomes by their <see cref="CredentialCode"/>. Right and wrong passwords have a cache each, so that a storm of
/// wrong ones displaces no right one. Both are bounded; when full, the least recently used go first.
/// </summary>
internal sealed class VerifyCache : IDisposable
{
    private readonly MemoryCache? _verified;
    private readonly MemoryCache? _wrong;
    private readonly VerifyCacheOptions _options;
    private readonly HtpasswdMetrics _metrics;

    public VerifyCache(VerifyCacheOptions options, TimeProvider time, HtpasswdMetrics metrics)
    {
        _options = options;
        _metrics = metrics;
        if (options.Enabled)
        {
            _verified = Create(options.MaxEntries, time);
            _wrong = Create(options.MaxEntries, time);
        }
    }

    /// <summary>Gets how many outcomes are remembered.</summary>
    public int Count => (_verified?.Count ?? 0) + (_wrong?.Count ?? 0);

    public bool TryGetVerified(UInt128 code, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = null;
        if (_verified is null || !_verified.TryGetValue(Key(in code), out user) || user is null)
        {
            return false;
        }

        _metrics.CacheLookup(VerifyCacheResult.Hit);
        return true;
    }

    public bool TryGetWrong(UInt128 code, out VerificationOutcome outcome)
    {
        outcome = default;
        if (_wrong is not null && _wrong.TryGetValue(Key(in code), out object? known))
        {
            _metrics.CacheLookup(VerifyCacheResult.NegativeHit);
            outcome = (VerificationOutcome)known!;
            return true;
        }

        _metrics.CacheLookup(VerifyCacheResult.Miss);
        return false;
    }

    public void Remember(UInt128 code, VerificationResult result)
    {
        if (result.Succeeded)
        {
            Add(_verified, code, result.User, _options.Lifetime);
        }
        else
        {
            Add(_wrong, code, result.Outcome, _options.NegativeLifetime);
        }
    }

    public void Dispose()
    {
        _verified?.Dispose();
        _wrong?.Dispose();
    }

    private static MemoryCache Create(int maxEntries, TimeProvider time) =>
        new(new MemoryCacheOptions { SizeLimit = maxEntries, Clock = new TimeProviderClock(time) });

    private static void Add(MemoryCache? cache, UInt128 code, object value, TimeSpan lifetime) =>
        cache?.Set(Key(in code).ToString(), value, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = lifetime });

    /// <summary>The 16 bytes as 8 characters: a look-up by characters is the one that allocates nothing.</summary>
    private static ReadOnlySpan<char> Key(ref readonly UInt128 code) =>
        MemoryMarshal.Cast<UInt128, char>(new ReadOnlySpan<UInt128>(in code));
}
