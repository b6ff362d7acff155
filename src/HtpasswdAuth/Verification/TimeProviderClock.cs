using Microsoft.Extensions.Internal;

namespace HtpasswdAuth;

/// <summary>
/// Lets <see cref="Microsoft.Extensions.Caching.Memory.MemoryCache"/> expire by a <see cref="TimeProvider"/>. How long an entry is good is a
/// duration: a wall clock that is set back must not make it longer. So this clock is right when it is made, and goes its own way from then on.
/// </summary>
internal sealed class TimeProviderClock(TimeProvider time) : ISystemClock
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _started = time.GetTimestamp();

    public DateTimeOffset UtcNow => _start + time.GetElapsedTime(_started);
}
