using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Passwords verified together: each gets the answer it gets alone, whoever stands beside it.</summary>
public sealed class VerifyManyTests
{
    private const int Candidates = 2_400;

    private static readonly PasswordHashLimits Limits = new() { MinBcryptCost = 5, MaxBcryptCost = 6 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void Group_gets_the_answers_its_members_get_alone(int size)
    {
        var random = new SeededBytes("verify many" + size);
        List<(byte[] Password, string Hash)> pool = [.. Enumerable.Range(0, 24).Select(_ => Stored(random))];
        var seen = new HashSet<PasswordVerification>();
        for (int turn = 0; turn < Candidates / 5 / size; turn++)
        {
            // Of one cost, as the verifier groups them, or of all that there are.
            string? cost = random.Next(3) == 0 ? null : random.Pick(pool).Hash[3..7];
            PasswordCandidate[] group =
                [.. Enumerable.Range(0, size).Select(_ => Candidate(random, [.. pool.Where(one => cost is null || one.Hash[3..7] == cost)]))];
            PasswordVerification[] results = VerifyMany(group);

            Assert.Equal(group.Select(Alone), results);
            seen.UnionWith(results);
        }

        Assert.Equal([PasswordVerification.Failed, PasswordVerification.Success, PasswordVerification.SuccessRehashNeeded], seen.Order());
    }

    [Fact]
    public void Samples_of_all_schemes_get_their_answers_in_one_call()
    {
        byte[] password = Encoding.UTF8.GetBytes(SchemeSamples.Password);
        SchemeSample[] samples = [.. SchemeSamples.All.Select(row => SchemeSamples.Get(row.Data))];
        PasswordCandidate[] group = [.. samples.Select(sample => new PasswordCandidate(password, sample.Stored))];
        var results = new PasswordVerification[group.Length];

        PasswordHash.VerifyMany(group, results, Check.Limits, allowPlaintext: true);

        Assert.Equal(samples.Select(sample => sample.Expected), results);
    }

    [Fact]
    public void Refusals_stand_between_members_of_a_group_without_changing_them()
    {
        byte[] right = "right"u8.ToArray();
        string hash = PasswordHash.Create(right, new(PasswordHashAlgorithm.Bcrypt, 4));
        (byte[] Password, string Hash)[] mixed =
        [
            (right, hash), ("ri\0ght"u8.ToArray(), hash), (right, hash[..^1]), (right, hash.Replace("$04$", "$07$", StringComparison.Ordinal)),
            (right, "$argon2id$v=19$whatever"), (right, ""), (right, "{PLAIN}right"), ("wrong"u8.ToArray(), hash), (right, hash),
        ];

        Assert.Equal(
            [
                PasswordVerification.SuccessRehashNeeded, PasswordVerification.Failed, PasswordVerification.Malformed, PasswordVerification.Malformed,
                PasswordVerification.UnknownScheme, PasswordVerification.UnknownScheme, PasswordVerification.UnknownScheme,
                PasswordVerification.Failed, PasswordVerification.SuccessRehashNeeded,
            ],
            VerifyMany([.. mixed.Select(one => new PasswordCandidate(one.Password, Encoding.ASCII.GetBytes(one.Hash)))]));
    }

    [Fact]
    public void Passwords_over_72_bytes_are_read_as_crypt_reads_them_also_in_a_group()
    {
        byte[] longest = Encoding.ASCII.GetBytes(new string('p', 72));
        byte[] stored = Encoding.ASCII.GetBytes(PasswordHash.Create(longest, new(PasswordHashAlgorithm.Bcrypt, 5)));

        Assert.Equal(
            [PasswordVerification.Success, PasswordVerification.Success, PasswordVerification.Failed],
            VerifyMany([new(longest, stored), new((byte[])[.. longest, (byte)'x'], stored), new(longest.AsMemory(1), stored)]));
    }

    [Fact]
    public void Results_need_as_much_room_as_there_are_passwords()
    {
        var results = new PasswordVerification[3];
        PasswordHash.VerifyMany([], results);

        Assert.Throws<ArgumentException>("results", () => PasswordHash.VerifyMany(new PasswordCandidate[4], results));
        Assert.All(results, result => Assert.Equal(PasswordVerification.Failed, result));
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Hash_is_usable_exactly_when_some_password_could_match_it(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.True(PasswordHash.IsUsable(sample.Stored, Check.Limits, allowPlaintext: true));
        Assert.Equal(!sample.IsPlaintext, PasswordHash.IsUsable(sample.Stored));
        Assert.False(PasswordHash.IsUsable(sample.Stored.AsSpan(0, 4), Check.Limits));
    }

    [Fact]
    public void Hash_above_the_limits_is_not_usable()
    {
        SchemeSample bcrypt = SchemeSamples.Get("bcrypt 2y");

        Assert.True(PasswordHash.IsUsable(bcrypt.Stored, new PasswordHashLimits { MaxBcryptCost = 4 }));
        Assert.False(PasswordHash.IsUsable(bcrypt.Stored, new PasswordHashLimits { MaxBcryptCost = 3 }));
    }

    private static PasswordVerification[] VerifyMany(PasswordCandidate[] group)
    {
        var results = new PasswordVerification[group.Length];
        PasswordHash.VerifyMany(group, results, Limits);
        return results;
    }

    private static PasswordVerification Alone(PasswordCandidate candidate) =>
        PasswordHash.Verify(candidate.Password.Span, candidate.StoredHash.Span, Limits);

    private static (byte[] Password, string Hash) Stored(SeededBytes random)
    {
        byte[] password = random.Next(random.Next(80), 1, 255);
        int cost = 4 + Math.Max(0, random.Next(5) - 2);
        string hash = PasswordHash.Create(password, new(PasswordHashAlgorithm.Bcrypt, cost) { AllowTruncation = true });
        return (password, string.Concat("$2", "aby".AsSpan(random.Next(3), 1), hash.AsSpan(3)));
    }

    private static PasswordCandidate Candidate(SeededBytes random, IReadOnlyList<(byte[] Password, string Hash)> pool)
    {
        (byte[] password, string hash) = random.Pick(pool);
        byte[] given = random.Next(2) == 0 ? password : random.Pick(pool).Password;
        return new PasswordCandidate(given, Encoding.ASCII.GetBytes(hash));
    }
}
