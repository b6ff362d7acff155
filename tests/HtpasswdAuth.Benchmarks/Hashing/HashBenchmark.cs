using System.Diagnostics;
using System.Globalization;
using System.Text;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Hashing;

/// <summary>What one verification costs beside the C library that Apache itself would call, scheme by scheme.</summary>
internal static class HashBenchmark
{
    private static ReadOnlySpan<byte> Password => "correct horse"u8;

    public static void Run(TextWriter output, Settings settings)
    {
        var time = TimeSpan.FromMilliseconds(settings.Get("milliseconds", 1500));
        HoldToOneCore(settings.Get("core", Core.Client));
        Machine.Describe(output, "hash");
        output.WriteLine("| scheme | ours ns | C ns | ratio | middle half of the ratios | bytes |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (HashCase one in Cases().Where(one => settings.Includes(one.Name)))
        {
            HashFigures figures = HashDuel.Measure(one, time);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {one.Title} | {figures.Ours:N0} | {figures.Theirs:N0} | {figures.Ratio:0.000} | {figures.LowRatio:0.00} to {figures.HighRatio:0.00} | {figures.Bytes:0.##} |"));
        }
    }

    private static IEnumerable<HashCase> Cases()
    {
        foreach (int cost in (int[])[5, 10, 12])
        {
            yield return One("bcrypt", new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, cost), apr: false, $"bcrypt {cost}, crypt_r");
        }

        foreach (int cost in (int[])[10, 12])
        {
            yield return Many(cost, 2);
            yield return Many(cost, PasswordHash.BcryptLanes);
        }

        yield return One("apr1", new PasswordHashParameters(PasswordHashAlgorithm.Apr1), apr: true, "apr1, apr_password_validate");
        yield return One("md5crypt", new PasswordHashParameters(PasswordHashAlgorithm.Md5Crypt), apr: false, "$1$, crypt_r");
        yield return One("sha256", new PasswordHashParameters(PasswordHashAlgorithm.Sha256Crypt), apr: false, "$5$, crypt_r");
        yield return One("sha512", new PasswordHashParameters(PasswordHashAlgorithm.Sha512Crypt), apr: false, "$6$, crypt_r");
        yield return One("des", new PasswordHashParameters(PasswordHashAlgorithm.DesCrypt) { AllowTruncation = true }, apr: false, "DES, crypt_r");
        yield return One("sha1", new PasswordHashParameters(PasswordHashAlgorithm.Sha1), apr: true, "{SHA}, apr_password_validate");
        yield return Stored("yescrypt", "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$Ry7oZ9ThqkDutyuKduodO92iRCkOPEVA3D3cGUEN1J1", "$y$ of 16 MiB, crypt_r");
        yield return Stored("scrypt", "$7$CU..../....k2XAnEHBqQ1Ct2aMXFKNa/$eKAuKEl9owcPfapi3DXMF/raTm1Q3jjqXdo3fAEpfn5", "$7$ of 64 MiB, crypt_r");
        yield return Stored("sha1crypt", "$sha1$250000$NaClNaCl$9tNg15B8jpYXMl/tF7J9gpZllKI5", "$sha1$ of 250,000 rounds, crypt_r");
        yield return Stored("sunmd5", "$md5$NaClNaCl$$0PXWGz7UhSKmNTVAxzAs3/", "$md5$, crypt_r");
        yield return Stored("bsdi", "_J9..NaClx4Cwzk1TdYI", "_ of 725 rounds, crypt_r");
        yield return Stored("nt", "$3$$cfc43211ba8dc470832267827cac1407", "$3$, crypt_r");
    }

    /// <summary>What is verified and never created: a hash of the password that libxcrypt made.</summary>
    private static HashCase Stored(string name, string hash, string title)
    {
        byte[] password = Password.ToArray();
        byte[] stored = Encoding.ASCII.GetBytes(hash);
        return new HashCase(name, title, 1, count => Loop(password, stored, count), NativeHashes.Loop(apr: false, password, stored));
    }

    private static HashCase One(string name, PasswordHashParameters parameters, bool apr, string title)
    {
        byte[] password = Password.ToArray();
        byte[] stored = Encoding.ASCII.GetBytes(PasswordHash.Create(password, parameters));
        return new HashCase(name, title, 1, count => Loop(password, stored, count), NativeHashes.Loop(apr, password, stored));
    }

    /// <summary>Waiting passwords that are verified side by side: each one's share, beside one of C's.</summary>
    private static HashCase Many(int cost, int together)
    {
        byte[] password = Password.ToArray();
        byte[] stored = Encoding.ASCII.GetBytes(PasswordHash.Create(password, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, cost)));
        PasswordCandidate[] candidates = [.. Enumerable.Repeat(new PasswordCandidate(password, stored), together)];
        var results = new PasswordVerification[together];
        return new HashCase(
            "bcryptmany", $"bcrypt {cost}, {together} at once, crypt_r", together, Hash, NativeHashes.Loop(apr: false, password, stored));

        void Hash(int count)
        {
            for (int i = 0; i < count; i++)
            {
                PasswordHash.VerifyMany(candidates, results);
            }
        }
    }

    private static void Loop(byte[] password, byte[] stored, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (PasswordHash.Verify(password, stored) is not (PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded))
            {
                throw new InvalidOperationException("A hash of ours does not verify.");
            }
        }
    }

    /// <summary>Only this thread, the first one: what the runtime does in the background finds another core.</summary>
    private static void HoldToOneCore(int core)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using Process self = Process.GetCurrentProcess();
            self.ProcessorAffinity = 1 << core;
        }
    }
}
