using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>What happens to stored texts that are not exactly what an encoder writes.</summary>
public sealed class StoredTextContractTests
{
    private static readonly byte[] Password = Encoding.UTF8.GetBytes(SchemeSamples.Password);

    private static readonly byte[] Replacements = [0, (byte)'\n', (byte)' ', (byte)'$', (byte)'.', (byte)'0', (byte)'z', (byte)'=', 0x80, 0xFF];

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void No_changed_character_leaves_the_password_right(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);
        for (int i = 0; i < sample.Text.Length; i++)
        {
            if (sample.IsBcrypt && i == 2)
            {
                // The letter of the variant: for an ASCII password all four are the same.
                continue;
            }

            byte original = sample.Stored[i];
            foreach (byte replacement in Replacements.Append((byte)(original ^ 1)).Append((byte)(original ^ 0x20)))
            {
                byte[] changed = sample.Stored;
                changed[i] = replacement;
                if (replacement != original)
                {
                    Check.StaysShut(Password, changed);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void No_inserted_or_removed_character_leaves_the_password_right(string name)
    {
        byte[] stored = SchemeSamples.Get(name).Stored;
        for (int i = 0; i < stored.Length; i++)
        {
            Check.StaysShut(Password, [.. stored[..i], .. stored[(i + 1)..]]);
            Check.StaysShut(Password, [.. stored[..i], (byte)'.', .. stored[i..]]);
        }
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Truncated_text_never_matches(string name)
    {
        byte[] stored = SchemeSamples.Get(name).Stored;
        for (int length = 0; length < stored.Length; length++)
        {
            Check.StaysShut(Password, stored.AsSpan(0, length));
        }
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Extended_text_never_matches(string name)
    {
        byte[] stored = SchemeSamples.Get(name).Stored;
        foreach (string extension in (string[])[".", "=", "====", " ", "\r", "\0", "$", ":x", "AAAA", new string('A', 1000)])
        {
            Check.StaysShut(Password, [.. stored, .. Encoding.ASCII.GetBytes(extension)]);
        }
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.Hashes), MemberType = typeof(SchemeSamples))]
    public void Stored_text_is_not_its_own_password_even_where_it_is_broken(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);
        int shortest = sample.IsKnownByLength ? sample.Text.Length : 6;
        for (int length = shortest; length <= sample.Text.Length; length++)
        {
            Check.StaysShut(sample.Stored.AsSpan(0, length), sample.Stored.AsSpan(0, length));
        }
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.Identifiable), MemberType = typeof(SchemeSamples))]
    public void Identified_texts_fail_and_others_are_malformed_or_unknown(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);
        for (int i = 0; i < sample.Text.Length; i++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = sample.Stored;
                changed[i] = (byte)value;
                bool identified = PasswordHash.TryIdentify(changed, out PasswordHashInfo info);

                if (!identified)
                {
                    PasswordVerification expected = info.Algorithm == PasswordHashAlgorithm.None
                        ? PasswordVerification.UnknownScheme
                        : PasswordVerification.Malformed;
                    Assert.Equal(expected, PasswordHash.Verify(Password, changed, Check.Limits));
                    Assert.Equal(0, info.Cost);
                }
            }
        }
    }

    [Theory]
    [InlineData("", PasswordVerification.UnknownScheme)]
    [InlineData("*", PasswordVerification.UnknownScheme)]
    [InlineData("*0", PasswordVerification.UnknownScheme)]
    [InlineData("*1", PasswordVerification.UnknownScheme)]
    [InlineData("!", PasswordVerification.UnknownScheme)]
    [InlineData("!!", PasswordVerification.UnknownScheme)]
    [InlineData("!$1$NaClNaCl$NTfiJmB4LJ7COAUvvs0BT0", PasswordVerification.UnknownScheme)]
    [InlineData("x", PasswordVerification.UnknownScheme)]
    [InlineData("$gy$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7", PasswordVerification.UnknownScheme)]
    [InlineData("$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7", PasswordVerification.Malformed)]
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", PasswordVerification.UnknownScheme)]
    [InlineData("$2$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e", PasswordVerification.UnknownScheme)]
    [InlineData("$2c$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e", PasswordVerification.UnknownScheme)]
    [InlineData("{sha}L55TUjtiq8FBorTWAZ0jy6g129A=", PasswordVerification.UnknownScheme)]
    [InlineData("{CRYPT}NasF8urR0qd6.", PasswordVerification.UnknownScheme)]
    [InlineData("_aaa.1234rKGPevsjyf2", PasswordVerification.Malformed)]
    [InlineData("{PLAIN}", PasswordVerification.Malformed)]
    [InlineData("{SHA}", PasswordVerification.Malformed)]
    [InlineData("{SSHA}", PasswordVerification.Malformed)]
    [InlineData("{SSHA}L55TUjtiq8FBorTWAZ0jy6g129=", PasswordVerification.Malformed)]
    [InlineData("$2y$", PasswordVerification.Malformed)]
    [InlineData("$1$", PasswordVerification.Malformed)]
    [InlineData("$5$", PasswordVerification.Malformed)]
    [InlineData("$6$", PasswordVerification.Malformed)]
    [InlineData("$apr1$", PasswordVerification.Malformed)]
    [InlineData("$2y$03$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e", PasswordVerification.Malformed)]
    [InlineData("$2y$32$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e", PasswordVerification.Malformed)]
    [InlineData("$2y$99$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e", PasswordVerification.Malformed)]
    [InlineData("$2y$4$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e.", PasswordVerification.Malformed)]
    public void Text_that_is_no_hash_matches_nothing_not_even_itself(string text, PasswordVerification expected)
    {
        Assert.Equal(expected, Check.Verify(text, Encoding.ASCII.GetBytes(text)));
        Assert.Equal(expected, Check.Verify("", Encoding.ASCII.GetBytes(text)));
        Assert.Equal(expected, Check.Verify("correct horse", Encoding.ASCII.GetBytes(text)));
    }

    [Theory]
    [InlineData("rounds=999$")]
    [InlineData("rounds=01000$")]
    [InlineData("rounds=1000000000$")]
    [InlineData("rounds=99999999999999999999$")]
    [InlineData("rounds=+1000$")]
    [InlineData("rounds=-1000$")]
    [InlineData("rounds= 1000$")]
    [InlineData("rounds=1000 $")]
    [InlineData("rounds=1e3$")]
    [InlineData("rounds=0x1000$")]
    [InlineData("rounds=$")]
    [InlineData("rounds=1000")]
    [InlineData("rounds=")]
    public void Rounds_that_libxcrypt_refuses_are_malformed(string rounds)
    {
        string digest = "$HJHeHL8CQn0mewDslIeMSQ6oJjYIyX1awZr3um1NDv5";

        Assert.False(PasswordHash.TryIdentify(Encoding.ASCII.GetBytes("$5$" + rounds + "salt" + digest), out PasswordHashInfo info));
        Assert.Equal(PasswordHashAlgorithm.Sha256Crypt, info.Algorithm);
        Assert.False(PasswordHash.TryIdentify(Encoding.ASCII.GetBytes("$5$" + rounds + digest[1..]), out _));
    }

    [Fact]
    public void SSHA_without_a_salt_is_SHA()
    {
        byte[] stored = Encoding.ASCII.GetBytes("{SSHA}" + Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(Password)));

        Assert.Equal(PasswordVerification.SuccessRehashNeeded, PasswordHash.Verify(Password, stored));
        Assert.Equal(PasswordVerification.Failed, PasswordHash.Verify("wrong"u8, stored));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("$ecret")]
    [InlineData("pa$$word")]
    [InlineData("costs 5$ or 6$ a piece")]
    [InlineData("shadow puppet")]
    [InlineData("scrambled eggs")]
    [InlineData("md5 is not a hash to choose")]
    [InlineData("correct-horse-battery-staple-and-the-rest-of-the-farm")]
    [InlineData("0xbeef")]
    [InlineData("(parenthesis)")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("equal=")]
    [InlineData("$100 is $ much$")]
    [InlineData("{secret")]
    [InlineData("{no tag} secret")]
    [InlineData("_secret")]
    [InlineData("xx")]
    [InlineData("pässword")]
    public void Text_that_resembles_no_hash_is_a_plaintext_where_allowed(string text)
    {
        Assert.Equal(PasswordVerification.SuccessRehashNeeded, Check.Verify(text, Encoding.UTF8.GetBytes(text)));
        Assert.Equal(PasswordVerification.Failed, Check.Verify(text + "x", Encoding.UTF8.GetBytes(text)));
        Assert.Equal(PasswordVerification.UnknownScheme, PasswordHash.Verify(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(text)));
    }
}
