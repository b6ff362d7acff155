namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>Something short, done very often by <paramref name="Loop"/>, which gets the number of times.</summary>
internal sealed record MicroCase(string Title, Action<int> Loop)
{
    /// <summary>Gets or sets what one took in each turn.</summary>
    public IReadOnlyList<double> Turns { get; set; } = [];

    public double Nanoseconds => Turns.Median();

    public double Bytes { get; set; }
}
