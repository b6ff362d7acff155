using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;

namespace HtpasswdAuth;

/// <summary>Sessions whose cookie was decrypted once, by its text. Bounded; what they are bound to is looked up all the same.</summary>
internal sealed class SessionCache<T>(TimeSpan idleLifetime, TimeProvider time) : IDisposable
    where T : class
{
    private const int MaxRemembered = 10_000;

    private readonly MemoryCache _opened = new(new MemoryCacheOptions { SizeLimit = MaxRemembered, Clock = new TimeProviderClock(time) });

    public bool TryGet(string text, [NotNullWhen(true)] out T? opened) => _opened.TryGetValue(text, out opened) && opened is not null;

    public T Remember(string text, T opened, DateTimeOffset expires) =>
        _opened.Set(text, opened, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = expires, SlidingExpiration = idleLifetime });

    public void Dispose() => _opened.Dispose();
}
