using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Hashing;

/// <summary>What one verification costs, scheme by scheme, at the cost that htpasswd chooses by default.</summary>
internal static class HashBenchmark
{
    private static readonly PasswordHashParameters[] Schemes =
    [
        new(PasswordHashAlgorithm.Bcrypt, 5), new(PasswordHashAlgorithm.Sha256Crypt), new(PasswordHashAlgorithm.Sha512Crypt),
        new(PasswordHashAlgorithm.Apr1), new(PasswordHashAlgorithm.Md5Crypt), new(PasswordHashAlgorithm.Sha1),
        new(PasswordHashAlgorithm.SaltedSha1), new(PasswordHashAlgorithm.DesCrypt),
    ];

    public static void Run(TextWriter output, Settings settings)
    {
        int turns = settings.Get("turns", 51);
        Machine.Describe(output, "hash");
        output.WriteLine("| scheme | µs | bytes |");
        output.WriteLine("|---|---|---|");
        foreach (PasswordHashParameters scheme in Schemes)
        {
            byte[] stored = System.Text.Encoding.ASCII.GetBytes(PasswordHash.Create("secret"u8, scheme));
            (double microseconds, double bytes) = Measure(stored, turns);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {scheme.Algorithm} | {microseconds:0.00} | {bytes:0.##} |"));
        }
    }

    private static (double Microseconds, double Bytes) Measure(byte[] stored, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            PasswordHash.Verify("wrong"u8, stored);
        }

        var times = new double[turns];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < turns; i++)
        {
            long started = Stopwatch.GetTimestamp();
            PasswordHash.Verify("wrong"u8, stored);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return (times.Median(), bytes / (double)turns);
    }
}
