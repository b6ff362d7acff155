namespace HtpasswdAuth;

/// <summary>The known schemes, and which of them a text begins like.</summary>
internal static class PasswordHashSchemes
{
    public static readonly PasswordHashScheme Plaintext = new PlaintextScheme(PasswordHashAlgorithm.Plaintext);

    private const int DesCryptLength = 13;

    private static readonly PasswordHashScheme Bcrypt = new BcryptScheme(PasswordHashAlgorithm.Bcrypt);
    private static readonly PasswordHashScheme BcryptSignExtended = new BcryptScheme(PasswordHashAlgorithm.BcryptSignExtended);
    private static readonly PasswordHashScheme Sha256Crypt = new Sha256CryptScheme();
    private static readonly PasswordHashScheme Sha512Crypt = new Sha512CryptScheme();
    private static readonly PasswordHashScheme Apr1 = new Md5CryptScheme(PasswordHashAlgorithm.Apr1);
    private static readonly PasswordHashScheme Md5Crypt = new Md5CryptScheme(PasswordHashAlgorithm.Md5Crypt);
    private static readonly PasswordHashScheme Sha1 = new Sha1Scheme();
    private static readonly PasswordHashScheme SaltedSha1 = new SaltedSha1Scheme();
    private static readonly PasswordHashScheme DesCrypt = new DesCryptScheme();
    private static readonly PasswordHashScheme TaggedPlaintext = new PlaintextScheme(PasswordHashAlgorithm.TaggedPlaintext);

    private static readonly PasswordHashScheme Yescrypt = new YescryptScheme();
    private static readonly PasswordHashScheme Scrypt = new ScryptScheme();
    private static readonly PasswordHashScheme Sha1Crypt = new Sha1CryptScheme();
    private static readonly PasswordHashScheme SunMd5 = new SunMd5Scheme();
    private static readonly PasswordHashScheme BsdiCrypt = new BsdiCryptScheme();
    private static readonly PasswordHashScheme NtHash = new NtHashScheme();

    public static PasswordHashScheme? Get(PasswordHashAlgorithm algorithm) => algorithm switch
    {
        PasswordHashAlgorithm.Bcrypt => Bcrypt,
        PasswordHashAlgorithm.BcryptSignExtended => BcryptSignExtended,
        PasswordHashAlgorithm.Sha256Crypt => Sha256Crypt,
        PasswordHashAlgorithm.Sha512Crypt => Sha512Crypt,
        PasswordHashAlgorithm.Apr1 => Apr1,
        PasswordHashAlgorithm.Md5Crypt => Md5Crypt,
        PasswordHashAlgorithm.Sha1 => Sha1,
        PasswordHashAlgorithm.SaltedSha1 => SaltedSha1,
        PasswordHashAlgorithm.DesCrypt => DesCrypt,
        PasswordHashAlgorithm.TaggedPlaintext => TaggedPlaintext,
        PasswordHashAlgorithm.Plaintext => Plaintext,
        PasswordHashAlgorithm.Yescrypt => Yescrypt,
        PasswordHashAlgorithm.Scrypt => Scrypt,
        PasswordHashAlgorithm.Sha1Crypt => Sha1Crypt,
        PasswordHashAlgorithm.SunMd5 => SunMd5,
        PasswordHashAlgorithm.BsdiCrypt => BsdiCrypt,
        PasswordHashAlgorithm.NtHash => NtHash,
        _ => null,
    };

    /// <summary>Finds the scheme that the text begins like. Bare plaintext begins like none.</summary>
    public static PasswordHashScheme? Find(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        return text[0] switch
        {
            (byte)'$' => FindModular(text),
            (byte)'{' => FindTagged(text),
            (byte)'_' => text.Length == BsdiCryptScheme.TextLength && Crypt64.IsText(text[1..]) ? BsdiCrypt : null,
            _ => text.Length == DesCryptLength && Crypt64.IsText(text) ? DesCrypt : null,
        };
    }

    /// <summary>Finds the scheme that a password is to be verified by; plaintext, tagged or bare, only where it is allowed.</summary>
    public static PasswordHashScheme? FindAllowed(ReadOnlySpan<byte> text, bool allowPlaintext)
    {
        PasswordHashScheme? scheme = Find(text);
        if (scheme is null && allowPlaintext && !HashLikeText.Is(text))
        {
            return Plaintext;
        }

        return scheme?.Algorithm == PasswordHashAlgorithm.TaggedPlaintext && !allowPlaintext ? null : scheme;
    }

    private static PasswordHashScheme? FindModular(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 4 && text[1] == '2' && text[3] == '$')
        {
            return text[2] switch
            {
                (byte)'y' or (byte)'b' or (byte)'a' => Bcrypt,
                (byte)'x' => BcryptSignExtended,
                _ => null,
            };
        }

        if (text.StartsWith("$apr1$"u8))
        {
            return Apr1;
        }

        if (text.Length < 3 || text[2] != '$')
        {
            return FindNamed(text);
        }

        return text[1] switch
        {
            (byte)'6' => Sha512Crypt,
            (byte)'5' => Sha256Crypt,
            (byte)'1' => Md5Crypt,
            (byte)'y' => Yescrypt,
            (byte)'7' => Scrypt,
            (byte)'3' => NtHash,
            _ => null,
        };
    }

    private static PasswordHashScheme? FindNamed(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(Sha1CryptScheme.Prefix))
        {
            return Sha1Crypt;
        }

        return text.StartsWith(SunMd5Scheme.Prefix) && text.Length > SunMd5Scheme.Prefix.Length && text[SunMd5Scheme.Prefix.Length] is (byte)'$' or (byte)','
            ? SunMd5
            : null;
    }

    private static PasswordHashScheme? FindTagged(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(Sha1Scheme.Prefix))
        {
            return Sha1;
        }

        if (text.StartsWith(SaltedSha1Scheme.Prefix))
        {
            return SaltedSha1;
        }

        return text.StartsWith(PlaintextScheme.Tag) ? TaggedPlaintext : null;
    }
}
