using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Benchmarks.Cache;

/// <summary>The pieces of a request that is answered from the cache, and the cache beside a plain dictionary.</summary>
internal static class CacheBenchmark
{
    private static long s_sink;

    public static void Run(TextWriter output, Settings settings)
    {
        using var site = new BenchmarkSite();
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var metrics = new HtpasswdMetrics(services.GetRequiredService<IMeterFactory>());
        using var cache = new VerifyCache(new VerifyCacheOptions(), TimeProvider.System, metrics);
        MicroCase[] cases = [.. Decoding(), .. Lookups(HtpasswdFile.Load(site.UserFile)), .. Caches(cache, settings.Get("entries", 1000))];
        MicroTimer.Measure(cases, settings.Get("turns", 25));

        Machine.Describe(output, "cache");
        output.WriteLine("| piece | ns | bytes |");
        output.WriteLine("|---|---|---|");
        foreach (MicroCase one in cases)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {one.Title} | {one.Nanoseconds:0.0} | {one.Bytes:0.##} |"));
        }
    }

    private static IEnumerable<MicroCase> Decoding()
    {
        string header = BenchmarkSite.Authorization(BenchmarkSite.VerifiedUser, BenchmarkSite.Password);
        yield return new("read the header's scheme", times =>
        {
            for (int i = 0; i < times; i++)
            {
                s_sink += BasicAuthorization.TryGetToken(header, out ReadOnlySpan<char> token) ? token.Length : 0;
            }
        });
        yield return new("scheme, base64, split", times =>
        {
            Span<byte> buffer = stackalloc byte[512];
            for (int i = 0; i < times; i++)
            {
                BasicAuthorization.TryGetToken(header, out ReadOnlySpan<char> token);
                s_sink += BasicAuthorization.TryDecode(token, buffer, out _, out Span<byte> password) ? password.Length : 0;
            }
        });
    }

    private static IEnumerable<MicroCase> Lookups(HtpasswdFile file)
    {
        byte[] user = Encoding.ASCII.GetBytes(BenchmarkSite.VerifiedUser);
        byte[] password = Encoding.ASCII.GetBytes(BenchmarkSite.Password);
        file.TryFind(user, out HtpasswdEntry entry);
        byte[] hash = entry.Hash.ToArray();
        var code = new CredentialCode();
        yield return new("find the user in the file", times =>
        {
            for (int i = 0; i < times; i++)
            {
                s_sink += file.TryFind(user, out HtpasswdEntry found) ? found.Hash.Length : 0;
            }
        });
        yield return new("code over user, hash and password", times =>
        {
            for (int i = 0; i < times; i++)
            {
                s_sink += (long)(ulong)code.Compute(user, hash, password);
            }
        });
    }

    private static IEnumerable<MicroCase> Caches(VerifyCache cache, int entries)
    {
        var plain = new ConcurrentDictionary<UInt128, VerifiedUser>();
        var code = new CredentialCode();
        var codes = new UInt128[entries];
        for (int i = 0; i < entries; i++)
        {
            var user = new VerifiedUser($"user{i}", rehashNeeded: false, default, AuthenticateResult.NoResult());
            codes[i] = code.Compute(Encoding.ASCII.GetBytes(user.Name), default, default);
            cache.Remember(codes[i], VerificationResult.Verified(user));
            plain[codes[i]] = user;
        }

        yield return new("look up the code in the verify cache", times =>
        {
            for (int i = 0; i < times; i++)
            {
                s_sink += cache.TryGetVerified(codes[i % entries], out VerifiedUser? user) ? user.Name.Length : 0;
            }
        });
        yield return new("(look it up in a `ConcurrentDictionary<UInt128, …>`)", times =>
        {
            for (int i = 0; i < times; i++)
            {
                s_sink += plain.TryGetValue(codes[i % entries], out VerifiedUser? user) ? user.Name.Length : 0;
            }
        });
    }
}
