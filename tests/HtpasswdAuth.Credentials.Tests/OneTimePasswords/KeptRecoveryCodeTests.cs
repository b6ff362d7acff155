namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Recovery codes as an enrolment keeps them.</summary>
public sealed class KeptRecoveryCodeTests
{
    private readonly OtpKeyRing _keys = OtpScenario.Keys;
    private readonly OtpEnrolment _enrolment = OtpScenario.Enrolment().WithRecoveryCodes(OtpScenario.Codes, OtpScenario.Keys);

    [Fact]
    public void Each_code_is_found_and_has_a_hash_of_its_own()
    {
        string[] codes = RecoveryCodes.Generate();
        OtpEnrolment enrolment = _enrolment.WithRecoveryCodes(codes, _keys);

        List<string> hashes = [.. codes.Select(code => enrolment.TryFindRecoveryCode(code, _keys, out string? hash) ? hash : "missing")];

        Assert.Equal(enrolment.RecoveryCodes, hashes);
        Assert.Equal(codes.Length, hashes.Distinct().Count());
        Assert.DoesNotContain(codes, code => OtpScenario.Text(new OtpUser("alice") { Enrolment = enrolment }).Contains(code, StringComparison.Ordinal));
        OtpScenario.AssertReveals(enrolment, _keys);
    }

    [Theory]
    [InlineData("ABCD-EFGH-IJKL-MNOQ")]
    [InlineData("abcd-efgh-ijkl-mnop")]
    [InlineData("ABCDEFGHIJKLMNOP")]
    [InlineData("")]
    public void Other_code_is_not_found(string code)
    {
        Assert.False(_enrolment.TryFindRecoveryCode(code, _keys, out string? hash));
        Assert.Null(hash);
    }

    [Fact]
    public void Codes_of_before_are_not_found_and_the_same_codes_get_other_hashes()
    {
        OtpEnrolment renewed = _enrolment.WithRecoveryCodes(RecoveryCodes.Generate(), _keys);
        OtpEnrolment same = _enrolment.WithRecoveryCodes(OtpScenario.Codes, _keys);

        Assert.False(renewed.TryFindRecoveryCode(OtpScenario.Codes[0], _keys, out _));
        Assert.Empty(_enrolment.RecoveryCodes.Intersect(same.RecoveryCodes));
    }

    [Fact]
    public void Nothing_is_found_where_there_are_no_codes_or_their_key_is_not_of_the_row()
    {
        OtpEnrolment other = OtpScenario.Enrolment("bob").WithRecoveryCodes(OtpScenario.Codes, _keys);
        OtpEnrolment[] rows =
        [
            OtpScenario.Enrolment(),
            _enrolment.WithRecoveryCodes([], _keys),
            _enrolment with { RecoveryCodes = [] },
            other with { User = "alice" },
            _enrolment with { Id = other.Id },
            _enrolment with { RecoveryKey = other.RecoveryKey, RecoveryCodes = other.RecoveryCodes },
            _enrolment with { RecoveryKey = _enrolment.Secret },
        ];

        Assert.All(rows, row => Assert.False(row.TryFindRecoveryCode(OtpScenario.Codes[0], _keys, out _)));
        Assert.False(_enrolment.TryFindRecoveryCode(OtpScenario.Codes[0], OtpScenario.SecondKey, out _));
    }

    [Fact]
    public void Codes_and_their_hashes_stay_when_the_keys_change()
    {
        OtpEnrolment rekeyed = _enrolment.Rekey(_keys, OtpScenario.BothKeys);

        Assert.Equal(_enrolment.RecoveryCodes, rekeyed.RecoveryCodes);
        Assert.True(rekeyed.TryFindRecoveryCode(OtpScenario.Codes[1], OtpScenario.SecondKey, out string? hash));
        Assert.Equal(_enrolment.RecoveryCodes[1], hash);
    }

    [Fact]
    public void New_codes_bring_the_secret_under_the_current_key_too()
    {
        OtpEnrolment renewed = _enrolment.WithRecoveryCodes(OtpScenario.Codes, OtpScenario.BothKeys);

        Assert.Equal("k2", renewed.KeyId);
        OtpScenario.AssertReveals(renewed, OtpScenario.SecondKey);
        Assert.True(renewed.TryFindRecoveryCode(OtpScenario.Codes[0], OtpScenario.SecondKey, out _));
    }
}
