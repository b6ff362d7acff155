namespace HtpasswdAuth.Credentials.Tests;

public sealed class RecoveryCodesTests
{
    [Fact]
    public void Codes_are_four_groups_of_base32_and_hold_80_bits()
    {
        string[] codes = RecoveryCodes.Generate();

        Assert.Equal(10, RecoveryCodes.Count);
        Assert.Equal(RecoveryCodes.Count, codes.Length);
        Assert.All(codes, code =>
        {
            Assert.Matches("^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$", code);
            Assert.True(Base32.TryDecode(code, out byte[]? bytes));
            Assert.Equal(80, bytes.Length * 8);
        });
    }

    [Fact]
    public void Ten_thousand_codes_are_all_different_and_so_are_their_first_halves()
    {
        string[] codes = Enumerable.Range(0, 1000).SelectMany(_ => RecoveryCodes.Generate()).ToArray();

        Assert.Equal(10_000, codes.Distinct().Count());

        // 40 bits each: two equal ones have a chance of 1 in 20,000; a generator that fills only some of the bytes would have many.
        Assert.InRange(codes.Select(code => code[..9]).Distinct().Count(), 9_998, 10_000);
        Assert.InRange(codes.Select(code => code[10..]).Distinct().Count(), 9_998, 10_000);
    }

    [Fact]
    public void Every_character_of_the_alphabet_appears_at_every_place()
    {
        string[] codes = Enumerable.Range(0, 200).SelectMany(_ => RecoveryCodes.Generate()).ToArray();

        Assert.All(Enumerable.Range(0, 19).Where(i => i % 5 != 4), i => Assert.Equal(32, codes.Select(code => code[i]).Distinct().Count()));
    }

    [Fact]
    public void New_code_is_read_as_itself() => Assert.All(RecoveryCodes.Generate(), code => Assert.Equal(code, Normalize(code)));

    [Theory]
    [InlineData("ABCD-EFGH-IJKL-MNOP")]
    [InlineData("abcd-efgh-ijkl-mnop")]
    [InlineData("ABCDEFGHIJKLMNOP")]
    [InlineData("abcdEFGH ijkl  mnop")]
    [InlineData(" ABCD EFGH\tIJKL\u00a0MNOP\r\n")]
    [InlineData("ABCD\u2013EFGH\u2011IJKL\u2212MNOP\u200b")]
    [InlineData("A8CD-EFGH-IJK1-MN0P")]
    public void Code_is_read_however_it_was_typed(string typed) => Assert.Equal("ABCD-EFGH-IJKL-MNOP", Normalize(typed));

    [Theory]
    [InlineData("")]
    [InlineData("----")]
    [InlineData("ABCD-EFGH-IJKL-MNO")]
    [InlineData("ABCD-EFGH-IJKL-MNOPA")]
    [InlineData("ABCD-EFGH-IJKL-MNO9")]
    [InlineData("ABCD-EFGH-IJKL-MNOP=")]
    [InlineData("ABCD.EFGH.IJKL.MNOP")]
    [InlineData("ABCD-EFGH-IJKL-MN\u212aP")]
    [InlineData("123456")]
    public void Anything_else_is_refused(string typed) => Assert.Null(Normalize(typed));

    private static string? Normalize(string typed)
    {
        bool read = RecoveryCodes.TryNormalize(typed, out string? code);
        Assert.Equal(read, code is not null);
        return code;
    }
}
