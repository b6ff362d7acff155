using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpCodeTests
{
    [Theory]
    [InlineData("012345")]
    [InlineData("012 345")]
    [InlineData("012-345")]
    [InlineData(" 0 1 2 3 4 5\r\n")]
    [InlineData("012\u00a0345")]
    [InlineData("\u3000012\u2009345\u202f")]
    [InlineData("01\u201023\u201145")]
    [InlineData("0\u20121\u20132\u20143\u20154\u22125")]
    [InlineData("\ufeff012\u200b345\u200d\u2060")]
    [InlineData("\u202a012345\u202c")]
    [InlineData("\u2066012345\u2069")]
    [InlineData("０１２３４５")]
    [InlineData("٠١٢٣٤٥")]
    [InlineData("۰۱۲۳۴۵")]
    [InlineData("०१२345")]
    [InlineData("\ud835\udfce\ud835\udfcf\ud835\udfd0\ud835\udfd1\ud835\udfd2\ud835\udfd3")]
    public void Code_is_read_however_it_was_typed_or_pasted(string typed)
    {
        Span<char> code = stackalloc char[6];

        Assert.True(OtpCode.TryNormalize(typed, code));
        Assert.Equal("012345", new string(code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("      ")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("123456 7")]
    [InlineData("12345x")]
    [InlineData("12345.")]
    [InlineData("123,456")]
    [InlineData("+123456")]
    [InlineData("123_456")]
    [InlineData("12345\0")]
    [InlineData("\0123456")]
    [InlineData("12345²")]
    [InlineData("12345½")]
    [InlineData("12345Ⅵ")]
    [InlineData("12345五")]
    [InlineData("12345①")]
    [InlineData("0x1234")]
    public void Anything_else_is_refused(string typed) => Assert.False(OtpCode.TryNormalize(typed, new char[6]));

    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.False(OtpCode.TryNormalize(['1', '2', '3', '4', '5', '\ud835'], new char[6]));
        Assert.False(OtpCode.TryNormalize(['\udfce', '1', '2', '3', '4', '5'], new char[6]));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Length_is_that_of_the_result(int digits)
    {
        for (int length = 0; length <= 10; length++)
        {
            Assert.Equal(length == digits, OtpCode.TryNormalize("0123456789".AsSpan(0, length), new char[digits]));
        }
    }

    [Fact]
    public void Every_decimal_digit_of_Unicode_stands_for_its_value()
    {
        int count = 0;
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.TryCreate(value, out Rune rune) || Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber)
            {
                continue;
            }

            char[] digit = new char[1];
            Assert.True(OtpCode.TryNormalize(rune.ToString(), digit));
            Assert.Equal(CharUnicodeInfo.GetDecimalDigitValue(rune.ToString(), 0), digit[0] - '0');
            count++;
        }

        Assert.True(count > 600);
    }
}
