namespace HtpasswdAuth;

/// <summary>SHA-512-crypt: see <see cref="ShaCryptScheme{TBlock, TWord}"/>.</summary>
internal sealed class Sha512CryptScheme() : ShaCryptScheme<Sha512Block, ulong>(PasswordHashAlgorithm.Sha512Crypt)
{
    protected override ReadOnlySpan<byte> Prefix => "$6$"u8;

    protected override ReadOnlySpan<byte> Order => Crypt64.Sha512Order;
}
