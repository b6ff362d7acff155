namespace HtpasswdAuth;

/// <summary>SHA-256-crypt: see <see cref="ShaCryptScheme{TBlock, TWord}"/>.</summary>
internal sealed class Sha256CryptScheme() : ShaCryptScheme<Sha256Block, uint>(PasswordHashAlgorithm.Sha256Crypt)
{
    protected override ReadOnlySpan<byte> Prefix => "$5$"u8;

    protected override ReadOnlySpan<byte> Order => Crypt64.Sha256Order;
}
