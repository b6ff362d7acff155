using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

namespace HtpasswdAuth;

/// <summary>
/// Counts who asks how often. Everybody together first: that also bounds how many clients are remembered.
/// </summary>
internal sealed class GeneratorLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress?> _limiter;

    public GeneratorLimits(HtpasswdGeneratorOptions options) => _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<IPAddress?, bool>(_ => RateLimitPartition.GetFixedWindowLimiter(true, _ => Limit(options.LinesPerMinuteOfAll))),
        PartitionedRateLimiter.Create<IPAddress?, ClientNetwork>(
            client => RateLimitPartition.GetFixedWindowLimiter(ClientNetwork.From(client), _ => Limit(options.LinesPerMinute))));

    /// <summary>Counts a request, or says what to tell a client that has asked too often.</summary>
    public bool TryCount(IPAddress? client, out HtpasswdPageError? refusal)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(client);
        refusal = lease.IsAcquired ? null : Refusal(lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : Window);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static FixedWindowRateLimiterOptions Limit(int permits) => new() { PermitLimit = permits, Window = Window, QueueLimit = 0 };

    private static HtpasswdPageError Refusal(TimeSpan wait) =>
        new("too-many-lines", "Too many lines were asked for.", string.Create(CultureInfo.InvariantCulture, $"Try again in {Waiting.InWords(wait)}."))
        {
            RetryAfter = wait,
        };
}
