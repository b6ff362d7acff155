using System.Security.Cryptography;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpEnrolmentTests
{
    private readonly OtpKeyRing _keys = OtpScenario.Keys;
    private readonly OtpEnrolment _enrolment = OtpScenario.Enrolment();

    public static TheoryData<string> OtherRows => [.. Changes.Keys];

    private static Dictionary<string, Func<OtpEnrolment, OtpEnrolment>> Changes => new()
    {
        ["user"] = row => row with { User = "mallory" },
        ["user in another case"] = row => row with { User = "Alice" },
        ["id"] = row => row with { Id = new string('0', 32) },
        ["type"] = row => row with { Parameters = row.Parameters with { Type = OtpType.Hotp } },
        ["algorithm"] = row => row with { Parameters = row.Parameters with { Algorithm = OtpAlgorithm.Sha256 } },
        ["digits"] = row => row with { Parameters = row.Parameters with { Digits = 7 } },
        ["period"] = row => row with { Parameters = row.Parameters with { Period = 60 } },
        ["counter"] = row => row with { Counter = 1 },
        ["parameters out of range"] = row => row with { Parameters = row.Parameters with { Algorithm = (OtpAlgorithm)9 } },
        ["secret of another row"] = row => row with { Secret = OtpScenario.Enrolment().Secret },
        ["recovery key as secret"] = row => row with { Secret = row.WithRecoveryCodes(OtpScenario.Codes, OtpScenario.Keys).RecoveryKey! },
    };

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(128)]
    public void Secret_is_revealed_with_its_key(int length)
    {
        byte[] secret = RandomNumberGenerator.GetBytes(length);
        OtpEnrolment enrolment = OtpEnrolment.Create("alice", secret, OtpParameters.Default, OtpScenario.Now, _keys);

        Assert.True(enrolment.TryReveal(_keys, out byte[]? revealed));
        Assert.Equal(secret, revealed);
        Assert.True(enrolment.TryReveal(OtpScenario.BothKeys, out _));
        Assert.False(enrolment.TryReveal(OtpScenario.SecondKey, out revealed));
        Assert.Null(revealed);
    }

    [Theory]
    [MemberData(nameof(OtherRows))]
    public void Secret_is_not_revealed_in_another_row(string what)
    {
        OtpScenario.AssertReveals(_enrolment, _keys);

        Assert.False(Changes[what](_enrolment).TryReveal(_keys, out byte[]? secret));
        Assert.Null(secret);
    }

    [Fact]
    public void Secret_is_not_revealed_with_any_bit_of_nonce_ciphertext_or_tag_flipped()
    {
        byte[] message = Convert.FromBase64String(_enrolment.Secret["k1:".Length..]);
        Assert.Equal(12 + 20 + 16, message.Length);
        for (int bit = 0; bit < 8 * message.Length; bit++)
        {
            message[bit / 8] ^= (byte)(1 << (bit % 8));
            OtpEnrolment changed = _enrolment with { Secret = "k1:" + Convert.ToBase64String(message) };
            message[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(changed.TryReveal(_keys, out _), $"bit {bit}");
        }

        OtpScenario.AssertReveals(_enrolment with { Secret = "k1:" + Convert.ToBase64String(message) }, _keys);
    }

    [Fact]
    public void Key_of_another_id_with_the_same_bytes_is_not_taken()
    {
        OtpEnrolment renamed = _enrolment with { Secret = "k9" + _enrolment.Secret[2..] };

        Assert.Equal("k9", renamed.KeyId);
        Assert.False(renamed.TryReveal(_keys, out _));
    }

    [Fact]
    public void Same_secret_never_looks_the_same()
    {
        string[] secrets = [.. Enumerable.Range(0, 100).Select(_ => _enrolment.Rekey(_keys, _keys).Secret)];

        Assert.Equal(100, secrets.Distinct().Count());
        Assert.Equal(100, secrets.Select(secret => secret[3..19]).Distinct().Count());
    }

    [Theory]
    [InlineData(9)]
    [InlineData(129)]
    [InlineData(0)]
    public void Secret_of_another_length_is_refused(int length) =>
        OtpSamples.AssertRefuses("secret", () => OtpEnrolment.Create("alice", new byte[length], OtpParameters.Default, OtpScenario.Now, _keys));

    [Theory]
    [MemberData(nameof(OtpSamples.OutOfRange), MemberType = typeof(OtpSamples))]
    public void Parameters_out_of_range_are_refused(OtpParameters parameters) =>
        OtpSamples.AssertRefuses("parameters", () => OtpScenario.Enrolment(parameters: parameters));

    [Fact]
    public void Names_that_cannot_be_kept_and_counters_that_mean_nothing_are_refused()
    {
        OtpSamples.AssertRefuses("user", () => OtpScenario.Enrolment(""));
        OtpSamples.AssertRefuses("user", () => OtpScenario.Enrolment(new string('u', 256)));
        OtpSamples.AssertRefuses("user", () => OtpScenario.Enrolment(new string('ü', 128)));
        OtpSamples.AssertRefuses("user", () => OtpScenario.Enrolment("half\ud800"));
        OtpSamples.AssertRefuses("counter", () => OtpScenario.Enrolment(counter: 1));
        OtpSamples.AssertRefuses("counter", () => OtpScenario.Enrolment(parameters: OtpScenario.HotpParameters, counter: -1));
        Assert.Equal(255, OtpScenario.Enrolment(new string('u', 255)).User.Length);
    }

    [Fact]
    public void Created_is_in_whole_seconds_of_UTC()
    {
        DateTimeOffset now = new(2026, 11, 22, 12, 0, 0, 999, TimeSpan.FromHours(2));

        Assert.Equal(OtpScenario.Now, OtpEnrolment.Create("alice", OtpSamples.Secret, OtpParameters.Default, now, _keys).Created);
    }

    [Fact]
    public void HOTP_secret_survives_the_file_whatever_its_period_was()
    {
        OtpEnrolment enrolment = OtpScenario.Enrolment(parameters: OtpScenario.HotpParameters with { Period = 45 }, counter: 7);

        OtpEnrolment read = OtpScenario.Parse(OtpScenario.Text(new OtpUser("alice") { Enrolment = enrolment })).Find("alice").Enrolment!;

        Assert.Equal(7, read.Counter);
        OtpScenario.AssertReveals(read, _keys);
    }

    [Fact]
    public void Rekeyed_secret_needs_the_new_key_only_and_a_missing_key_is_said()
    {
        OtpEnrolment rekeyed = _enrolment.Rekey(_keys, OtpScenario.BothKeys);

        Assert.Equal("k2", rekeyed.KeyId);
        Assert.Equal(_enrolment.Id, rekeyed.Id);
        OtpScenario.AssertReveals(rekeyed, OtpScenario.SecondKey);
        Assert.False(rekeyed.TryReveal(_keys, out _));
        Assert.Throws<CryptographicException>(() => _enrolment.Rekey(OtpScenario.SecondKey, _keys));
    }

    [Fact]
    public void Plain_secret_is_read_and_encrypted_when_its_row_is_written()
    {
        OtpEnrolment plain = OtpScenario.Parse(OtpScenario.PlainLine()).Find("dora").Enrolment!;
        Assert.Equal((true, null), (plain.IsPlain, plain.KeyId));
        OtpScenario.AssertReveals(plain, _keys);

        foreach (OtpEnrolment written in (OtpEnrolment[])[plain.Rekey(_keys, _keys), plain.WithRecoveryCodes(OtpScenario.Codes, _keys)])
        {
            Assert.Equal((false, "k1"), (written.IsPlain, written.KeyId));
            OtpScenario.AssertReveals(written, _keys);
        }
    }

    [Fact]
    public void Text_of_records_shows_no_secret_and_no_hash()
    {
        OtpUser user = OtpScenario.User();
        OtpEnrolment plain = OtpScenario.Parse(OtpScenario.PlainLine()).Find("dora").Enrolment!;
        string text = string.Join('\n', user, user.Enrolment, user.AppPasswords[0], user.Ticket, plain, plain.Parameters, OtpScenario.Keys);

        Assert.Contains("alice", text, StringComparison.Ordinal);
        foreach (string secret in (string[])[user.Enrolment!.Secret, user.Enrolment.RecoveryKey!, user.Enrolment.RecoveryCodes[0], user.AppPasswords[0].Hash, user.Ticket!.Hash, plain.Secret[6..]])
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }
}
