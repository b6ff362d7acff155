using System.Globalization;
using System.Runtime.InteropServices;
using static HtpasswdAuth.Files.HtpasswdText;
using static HtpasswdAuth.Files.NaiveChanges;

namespace HtpasswdAuth.Files;

/// <summary>Snapshots of many users that change one by one.</summary>
public sealed class HtpasswdFileChangeTests
{
    private const int Users = 20_000;

    private static readonly HtpasswdFile Many = Parse(string.Concat(Enumerable.Range(0, Users).Select(i => $"{NameOf(i)}:{BcryptHash}\n")));

    [Fact]
    public void Bytes_are_shared_until_one_line_in_32_has_changed()
    {
        HtpasswdFile file = Many;
        for (int i = 0; i < Users / 32; i++)
        {
            file = file.With([Set(NameOf(i), Sha1Hash)]);
        }

        Assert.Same(ArrayOf(Many), ArrayOf(file));
        Assert.Equal(Sha1Hash, file.HashOf(NameOf(0)));
        Assert.Equal(BcryptHash, Many.HashOf(NameOf(0)));

        file = file.With([Set("new", Sha1Hash)]);
        Assert.NotSame(ArrayOf(Many), ArrayOf(file));
        Assert.Equal(Users + 1, file.Count);
        Assert.Equal(Sha1Hash, file.HashOf(NameOf(0)));
    }

    [Fact]
    public void Ten_thousand_changes_of_all_kinds_leave_what_the_editor_leaves()
    {
        var random = new SeededBytes(7);
        Dictionary<string, string?> known = [];
        HtpasswdFile file = Many;
        for (int i = 0; i < 10_000; i++)
        {
            string name = NameOf(random.Next(2 * Users));
            string? hash = random.Next(3) == 0 ? null : random.Next(1_000_000).ToString(CultureInfo.InvariantCulture);
            known[name] = hash;
            file = file.With([hash is null ? Remove(name) : Set(name, hash)]);
        }

        AssertHolds(known, file);
        AssertHolds(known, HtpasswdFile.Parse(file.Content));
        Assert.Equal(HtpasswdFile.Parse(file.Content).Count, file.Count);
        AssertSame(HtpasswdFile.Parse(file.Content), file, "read anew");
    }

    [Fact]
    public void Dominant_hash_follows_when_changes_are_merged()
    {
        Assert.Equal(PasswordHashAlgorithm.Bcrypt, Many.DominantHash.Algorithm);

        HtpasswdFile half = Many.With(Enumerable.Range(0, Users * 3 / 4).Select(i => Set(NameOf(i), Sha1Hash)));
        HtpasswdFile small = Parse($"alice:{BcryptHash}\n").With([Set("alice", Sha1Hash)]);

        Assert.Equal(PasswordHashAlgorithm.Sha1, half.DominantHash.Algorithm);
        Assert.Equal(PasswordHashAlgorithm.Sha1, small.DominantHash.Algorithm);
    }

    [Fact]
    public void Snapshot_stays_the_same_where_nothing_changes()
    {
        HtpasswdFile changed = Many.With([Set("new", "1")]);

        Assert.Same(Many, Many.With([]));
        Assert.Same(Many, Many.With([Remove("nobody")]));
        Assert.Same(changed, changed.With([Remove("nobody")]));
        Assert.Same(HtpasswdFile.Empty, HtpasswdFile.Empty.With([Remove("nobody")]));
    }

    [Fact]
    public void Content_is_put_together_once_whoever_asks_for_it()
    {
        HtpasswdFile file = Many.With([Remove(NameOf(1)), Set("new", "1")]);
        byte[]?[] seen = new byte[8][];

        Parallel.For(0, seen.Length, i => seen[i] = MemoryMarshal.TryGetArray(file.Content, out ArraySegment<byte> bytes) ? bytes.Array : null);

        Assert.NotNull(seen[0]);
        Assert.All(seen, one => Assert.Same(seen[0], one));
        AssertSame(Make(Many.Content, [Remove(NameOf(1)), Set("new", "1")]), file, "once");
    }

    [Fact]
    public void Names_with_one_and_the_same_hash_are_told_apart()
    {
        // Names that begin with the key collide, see HtpasswdFileIndexTests.
        var hasher = new UserNameHasher(1, BitConverter.ToUInt64("the key!"u8), 3);
        HtpasswdFile file = HtpasswdFile.Parse(Bytes("the key!1:1\nthe key!2:2\nthe key!3:3\n".Replace("!", "!0000000", StringComparison.Ordinal)), hasher);

        HtpasswdFile one = file.With([Set("the key!00000001", "new")], capacity: 10);
        HtpasswdFile two = one.With([Remove("the key!00000002"), Set("the key!00000004", "4")], capacity: 10);

        Assert.Equal("new 2 3 ", Hashes(one));
        Assert.Equal("new  3 4", Hashes(two));
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"user{index}");

    private static string Hashes(HtpasswdFile file) => string.Join(' ', Enumerable.Range(1, 4).Select(i => file.HashOf($"the key!0000000{i}")));

    private static void AssertHolds(Dictionary<string, string?> known, HtpasswdFile file)
    {
        for (int i = 0; i < 2 * Users; i++)
        {
            string? expected = known.TryGetValue(NameOf(i), out string? hash) ? hash : i < Users ? BcryptHash : null;
            Assert.Equal(expected, file.HashOf(NameOf(i)));
        }
    }

    /// <summary>The bytes that hold a user who did not change.</summary>
    private static byte[]? ArrayOf(HtpasswdFile file) =>
        file.TryFind(Bytes(NameOf(Users - 1)), out HtpasswdEntry entry) && MemoryMarshal.TryGetArray(entry.Hash, out ArraySegment<byte> bytes)
            ? bytes.Array
            : null;
}
