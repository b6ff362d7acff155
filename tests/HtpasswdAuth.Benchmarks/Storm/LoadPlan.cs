using System.Text.Json;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>What the load generator is to do, and what it answers, as they go between the processes.</summary>
/// <param name="Port">Where the server listens.</param>
/// <param name="Seconds">How long requests are sent.</param>
/// <param name="GoodRate">Requests a second of the verified user, on 16 connections.</param>
/// <param name="BadRate">Wrong passwords a second; 0 for none.</param>
internal sealed record LoadPlan(int Port, int Seconds, int GoodRate, int BadRate)
{
    public const int GoodConnections = 16;
    public const int MaxBadOutstanding = 600;

    /// <summary>How long after the last request answers are waited for; what comes later counts as this late.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(4);

    public static LoadPlan Parse(string text) => JsonSerializer.Deserialize<LoadPlan>(text)!;

    public override string ToString() => JsonSerializer.Serialize(this);
}
