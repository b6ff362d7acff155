using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// Codes whom wrong passwords are counted for: as long as any name may be, and no two of an attacker's making alike. Until the store
/// that the nodes share was reached, under a key of this process; then under one that all nodes have.
/// </summary>
/// <param name="store">Has that key, once it was reached; <see langword="null"/> where this process counts for itself.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptCodes(IAttemptStore? store, TimeProvider time)
{
    private const int LeastKeyBytes = 16;

    private readonly Lock _gate = new();
    private Keys _keys = new(new CredentialCode(), Former: null, SwitchedAt: 0);

    /// <summary>Gets whether the other nodes have the same codes.</summary>
    public bool AreShared => Volatile.Read(ref _keys).Former is not null;

    /// <summary>The code, and the one that went before it as long as something may be counted under that.</summary>
    public (UInt128 Code, UInt128? Former) Of(string userName, string device) =>
        Of(MemoryMarshal.AsBytes(userName.AsSpan()), MemoryMarshal.AsBytes(device.AsSpan()));

    public (UInt128 Code, UInt128? Former) Of(ClientNetwork network)
    {
        UInt128 prefix = network.Prefix;
        return Of(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(ref prefix)), default);
    }

    private (UInt128 Code, UInt128? Former) Of(ReadOnlySpan<byte> name, ReadOnlySpan<byte> device)
    {
        Keys keys = Current();
        bool mayBeFormer = keys.Former is not null && time.GetElapsedTime(keys.SwitchedAt) < AttemptTable.Memory;
        return (keys.Code.Compute(name, device, password: default), mayBeFormer ? keys.Former!.Compute(name, device, password: default) : null);
    }

    private Keys Current()
    {
        Keys keys = Volatile.Read(ref _keys);
        if (keys.Former is not null || store?.Key is not { Length: >= LeastKeyBytes } key)
        {
            return keys;
        }

        lock (_gate)
        {
            if (_keys.Former is null)
            {
                Volatile.Write(ref _keys, new Keys(new CredentialCode(Derive(key.Span)), _keys.Code, time.GetTimestamp()));
            }

            return _keys;
        }
    }

    private static SipHash Derive(ReadOnlySpan<byte> key)
    {
        Span<byte> derived = stackalloc byte[SipHash.KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt: default, info: "HtpasswdAuth/attempts/v1"u8);
        var hash = new SipHash(derived);
        CryptographicOperations.ZeroMemory(derived);
        return hash;
    }

    private sealed record Keys(CredentialCode Code, CredentialCode? Former, long SwitchedAt);
}
