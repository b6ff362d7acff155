using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>New hashes for made-up users, each another one.</summary>
internal sealed class HashChanges(IPasswordStore store, int users)
{
    private int _last;

    /// <summary>The next user and a hash that nobody has yet. Users follow each other from all over the file.</summary>
    public (byte[] Name, byte[] Hash) Next()
    {
        int number = Interlocked.Increment(ref _last);
        string name = string.Create(CultureInfo.InvariantCulture, $"user{number * 7_919L % users:D7}");
        string hash = string.Create(CultureInfo.InvariantCulture, $"$2y$10${Stopwatch.GetTimestamp():D20}{number:D33}");
        return (Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(hash));
    }

    public async Task ReplaceAsync(byte[] name, byte[] hash)
    {
        if (!store.Current!.TryFind(name, out HtpasswdEntry entry) || !await store.TryReplaceHashAsync(name, entry.Hash, hash, CancellationToken.None))
        {
            throw new InvalidOperationException("A hash was not replaced.");
        }
    }
}
