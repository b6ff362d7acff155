namespace HtpasswdAuth.Benchmarks.Hashing;

/// <summary>What one password costs: nanoseconds, the ratio of the two, and bytes on the heap.</summary>
internal readonly record struct HashFigures(double Ours, double Theirs, double Ratio, double LowRatio, double HighRatio, double Bytes);
