namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>What came of a <see cref="LoginCase"/>.</summary>
internal readonly record struct LoginFigures(double PerSecond, double ProcessorMilliseconds);
