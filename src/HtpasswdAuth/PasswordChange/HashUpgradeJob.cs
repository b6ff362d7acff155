using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>A weak hash that is to be replaced, with the password that it was verified with; that is kept until the job is disposed.</summary>
internal sealed class HashUpgradeJob(VerifiedUser user, PasswordHashAlgorithm from, ReadOnlySpan<byte> password) : IDisposable
{
    private readonly byte[] _password = password.ToArray();

    public VerifiedUser User { get; } = user;

    public PasswordHashAlgorithm From { get; } = from;

    public ReadOnlySpan<byte> Password => _password;

    public void Dispose() => CryptographicOperations.ZeroMemory(_password);
}
