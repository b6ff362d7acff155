using System.Globalization;
using System.Text;
using static HtpasswdAuth.Files.HtpasswdText;

namespace HtpasswdAuth.Files;

public sealed class HtpasswdFileIndexTests
{
    private const int ManyUsers = 100_000;

    private static readonly HtpasswdFile Many = Parse(
        string.Concat(Enumerable.Range(0, 2 * ManyUsers).Select(i => string.Create(CultureInfo.InvariantCulture, $"user{i % ManyUsers}:{i}\n"))));

    [Fact]
    public void Each_of_100000_users_is_found_and_the_first_line_counts()
    {
        Assert.Equal(ManyUsers, Many.Count);
        Assert.Equal(ManyUsers, Many.ProblemCount - (2 * ManyUsers));
        Assert.All(Enumerable.Range(0, ManyUsers), i => Assert.Equal(i.ToString(CultureInfo.InvariantCulture), Many.HashOf($"user{i}")));
        Assert.All(Enumerable.Range(ManyUsers, ManyUsers), i => Assert.Null(Many.HashOf($"user{i}")));
    }

    [Fact]
    public void Names_with_one_and_the_same_hash_are_told_apart()
    {
        // A factor of zero swallows the other half of the name: a name that begins with the key collides with every such name.
        var hasher = new UserNameHasher(1, BitConverter.ToUInt64("the key!"u8), 3);
        string[] names = [.. Enumerable.Range(0, 300).Select(i => $"the key!{i:D8}")];
        Assert.Single(names.Select(name => hasher.Hash(Bytes(name))).Distinct());

        HtpasswdFile file = HtpasswdFile.Parse(Bytes(string.Concat(names.Select(name => $"{name}:{name[8..]}\n"))), hasher);

        Assert.Equal(names.Length, file.Count);
        Assert.All(names, name => Assert.Equal(name[8..], file.HashOf(name)));
        Assert.Null(file.HashOf("the key!99999999"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(255)]
    public void Each_byte_of_a_name_changes_its_hash(int length)
    {
        byte[] name = new SeededBytes(length).NextBytes(length);
        var hashes = new HashSet<ulong> { UserNameHasher.Shared.Hash(name) };
        for (int i = 0; i < length; i++)
        {
            name[i] ^= 1;
            Assert.True(hashes.Add(UserNameHasher.Shared.Hash(name)), $"byte {i}");
            name[i] ^= 1;
        }

        Assert.True(hashes.Add(UserNameHasher.Shared.Hash([.. name, 0])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    public void A_continuation_is_seen_wherever_it_is(int padding)
    {
        for (int offset = 0; offset < padding; offset++)
        {
            string before = new string('x', offset) + "\n";
            string after = new('y', padding - offset);
            Assert.Null(Parse($"{before}#\\\nalice:1\n{after}").HashOf("alice"));
            Assert.Null(Parse($"{before}#\\\r\nalice:1\n{after}").HashOf("alice"));
            Assert.Equal("1", Parse($"{before}alice:1\0{after}").HashOf("alice"));
        }
    }

    [Fact]
    public void The_dominant_hash_is_the_most_frequent_of_a_sample()
    {
        var bcrypt = new StringBuilder();
        for (int i = 0; i < 10_000; i++)
        {
            bcrypt.Append(CultureInfo.InvariantCulture, $"user{i}:{(i % 3 == 0 ? Sha1Hash : i < 9_000 ? BcryptHash : "unknown")}\n");
        }

        Assert.Equal(new(PasswordHashAlgorithm.Bcrypt, 10), Parse(bcrypt.ToString()).DominantHash);
        Assert.Equal(new(PasswordHashAlgorithm.Sha1, 1), Parse($"a:{Sha1Hash}\nb:{BcryptHash}\nc:{Sha1Hash}\n").DominantHash);
        Assert.Equal(new(PasswordHashAlgorithm.Sha1, 1), Parse($"a:plain\nb:plain\nc:{Sha1Hash}\n").DominantHash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:plain\nb\n")]
    public void The_dominant_hash_of_a_file_without_any_is_bcrypt_of_cost_10(string content) =>
        Assert.Equal(new(PasswordHashAlgorithm.Bcrypt, 10), Parse(content).DominantHash);
}
