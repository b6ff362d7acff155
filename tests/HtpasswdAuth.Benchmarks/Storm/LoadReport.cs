using System.Text.Json;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>What came of a <see cref="LoadPlan"/>.</summary>
internal sealed record LoadReport(int Good, int GoodRefused, int GoodUnanswered, double P50, double P99, double Max, int Bad401, int Bad503, int BadUnanswered)
{
    public static LoadReport Parse(string text) => JsonSerializer.Deserialize<LoadReport>(text)!;

    public override string ToString() => JsonSerializer.Serialize(this);
}
