using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;

namespace HtpasswdAuth;

/// <summary>Sessions whose cookie was decrypted once, by its text. Bounded; what they are bound to is looked up all the same.</summary>
internal sealed class SessionCache<T>(TimeSpan idleLifetime, TimeProvider time) : IDisposable
    where T : class
{
    private const int MaxRemembered = 10_000;

    private readonly MemoryCache _opened = new(new MemoryCacheOptions { SizeLimit = MaxRemembered, Clock = new TimeProviderClock(time) });

    /// <param name="text">The cookie's text.</param>
    /// <param name="keys">The keys that there are now: what was opened under others is not found.</param>
    /// <param name="opened">What was remembered.</param>
    public bool TryGet(string text, OtpKeyRing? keys, [NotNullWhen(true)] out T? opened)
    {
        opened = _opened.TryGetValue(text, out Entry? entry) && ReferenceEquals(entry?.Keys, keys) ? entry?.Opened : null;
        return opened is not null;
    }

    public T Remember(string text, OtpKeyRing? keys, T opened, DateTimeOffset expires)
    {
        TimeSpan left = expires - time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            var options = new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = left, SlidingExpiration = idleLifetime };
            _opened.Set(text, new Entry(opened, keys), options);
        }

        return opened;
    }

    public void Dispose() => _opened.Dispose();

    private sealed record Entry(T Opened, OtpKeyRing? Keys);
}
