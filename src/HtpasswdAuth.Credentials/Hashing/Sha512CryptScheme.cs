namespace HtpasswdAuth;

/// <summary>SHA-512-crypt: see <see cref="ShaCryptScheme{TBlock}"/>.</summary>
internal sealed class Sha512CryptScheme() : ShaCryptScheme<Sha512Block>(PasswordHashAlgorithm.Sha512Crypt)
{
    protected override ReadOnlySpan<byte> Prefix => "$6$"u8;

    protected override ReadOnlySpan<byte> Order => Crypt64.Sha512Order;
}
