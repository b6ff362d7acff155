using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class Base32Tests
{
    private static readonly byte[] Demonstration = Convert.FromHexString("48656c6c6f21deadbeef");

    [Fact]
    public void Bytes_of_every_length_come_back()
    {
        SeededBytes random = new("base32");
        for (int length = 1; length <= 130; length++)
        {
            byte[] bytes = random.Next(length, 0, 255);
            string text = Base32.Encode(bytes);

            Assert.Matches("^[A-Z2-7]+$", text);
            Assert.Equal(((length * 8) + 4) / 5, text.Length);
            Assert.True(Base32.TryDecode(text, out byte[]? decoded));
            Assert.Equal(bytes, decoded);
        }
    }

    [Theory]
    [InlineData("JBSWY3DPEHPK3PXP")]
    [InlineData("jbswy3dpehpk3pxp")]
    [InlineData("JbSwY3dPeHpK3pXp")]
    [InlineData("JBSW Y3DP EHPK 3PXP")]
    [InlineData("JBSW-Y3DP-EHPK-3PXP")]
    [InlineData("  jbsw\ty3dp\u00a0ehpk\r\n3pxp\n")]
    [InlineData("\ufeffJBSW\u200bY3DP\u2011EHPK\u20133PXP\u200e")]
    [InlineData("JBSWY3DPEHPK3PXP======")]
    [InlineData("JBSWY3DPEHPK3PXP = = ")]
    public void Secret_is_read_in_whatever_form_it_was_copied(string text)
    {
        Assert.True(Base32.TryDecode(text, out byte[]? bytes));
        Assert.Equal(Demonstration, bytes);
    }

    [Fact]
    public void Digits_that_are_not_of_the_alphabet_are_read_as_the_letters_they_look_like()
    {
        Assert.True(Base32.TryDecode("OLBOLBOLOLBO", out byte[]? letters));
        Assert.True(Base32.TryDecode("018018010180", out byte[]? digits));
        Assert.Equal(letters, digits);
    }

    [Theory]
    [InlineData("MZ", "f")]
    [InlineData("MZXR", "fo")]
    [InlineData("MZXW7", "foo")]
    [InlineData("MZXW6YX", "foob")]
    [InlineData("MZXW6YTBO", "fooba")]
    [InlineData("MZX", "f")]
    [InlineData("MZXW6Y", "foo")]
    public void Bits_that_fill_no_byte_are_left_out_as_the_apps_do(string text, string plain)
    {
        Assert.True(Base32.TryDecode(text, out byte[]? bytes));
        Assert.Equal(plain, Encoding.ASCII.GetString(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("A")]
    [InlineData("====")]
    [InlineData("=MZXW6YTB")]
    [InlineData("MZXW=6YTB")]
    [InlineData("MZXW6YTB=A")]
    [InlineData("MZXW6YT9")]
    [InlineData("MZXW6YT!")]
    [InlineData("MZXW6YT+")]
    [InlineData("MZXW6YT_")]
    [InlineData("MZXW6YT\0")]
    [InlineData("MZXW6YTé")]
    [InlineData("MZXW6YT\u212a")]
    [InlineData("MZXW6YT\u0131")]
    [InlineData("MZXW6YT\uff21")]
    [InlineData("MZXW6YT\ud835\udfce")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(Base32.TryDecode(text, out byte[]? bytes));
        Assert.Null(bytes);
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.False(Base32.TryDecode(['M', 'Z', 'X', 'W', '6', 'Y', 'T', '\ud835'], out _));

    [Fact]
    public void Each_single_byte_changed_to_something_else_is_another_secret()
    {
        SeededBytes random = new("base32 differences");
        HashSet<string> texts = [];
        byte[] bytes = random.Next(20, 0, 255);
        for (int position = 0; position < bytes.Length; position++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bytes[position] ^= (byte)(1 << bit);
                Assert.True(texts.Add(Base32.Encode(bytes)));
                bytes[position] ^= (byte)(1 << bit);
            }
        }
    }
}
