namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>Something short, done very often by <paramref name="Loop"/>, which gets the number of times.</summary>
internal sealed record MicroCase(string Title, Action<int> Loop)
{
    public double Nanoseconds { get; set; }

    public double Bytes { get; set; }
}
