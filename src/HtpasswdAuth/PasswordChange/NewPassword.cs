using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>A new password and what is written for it: the same hashes, however often the writing must be tried.</summary>
internal sealed class NewPassword : IDisposable
{
    private readonly Lock _gate = new();
    private readonly byte[] _password;
    private readonly PasswordHashParameters _parameters;
    private byte[]? _hash;
    private bool _isDisposed;

    public NewPassword(string password, PasswordHashParameters parameters)
    {
        _password = Encoding.UTF8.GetBytes(PasswordText.Compose(password));
        _parameters = parameters;
    }

    /// <summary>A password that was verified, byte for byte as it was; copied.</summary>
    public NewPassword(ReadOnlySpan<byte> verified, PasswordHashParameters parameters)
    {
        _password = verified.ToArray();
        _parameters = parameters;
    }

    /// <summary>The hash for the password file; computed, and that takes long, when it is first needed.</summary>
    public byte[] Hash => _hash ??= Compute(password => PasswordHash.Create(password, _parameters));

    /// <summary>
    /// The hash that takes the place of another in a digest file, of the same algorithm: its length tells which. What is no hash lets
    /// nobody in, and stays: an administrator may have put it there for just that.
    /// </summary>
    /// <param name="ha1">What the record has.</param>
    /// <param name="longHashes">Which algorithm those of 64 digits are of.</param>
    /// <param name="userName">As in the file.</param>
    /// <param name="realm">As in the file.</param>
    public byte[] RenewHa1(byte[] ha1, DigestAlgorithm longHashes, ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm) => ha1.Length switch
    {
        _ when !ha1.All(static digit => char.IsAsciiHexDigit((char)digit)) => ha1,
        32 => ComputeHa1(DigestAlgorithm.Md5, userName, realm),
        64 => ComputeHa1(longHashes, userName, realm),
        _ => ha1,
    };

    /// <summary>HA1 of RFC 7616, as the digest file has it: over user, realm and password, in hexadecimal digits.</summary>
    public byte[] ComputeHa1(DigestAlgorithm algorithm, ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm)
    {
        byte[] name = userName.ToArray();
        byte[] realmBytes = realm.ToArray();
        return Compute(password =>
        {
            byte[] hash = new byte[DigestHash.SizeOf(algorithm)];
            DigestHash.ComputeHa1(algorithm, name, realmBytes, password, hash);
            return Convert.ToHexStringLower(hash);
        });
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            CryptographicOperations.ZeroMemory(_password);
        }
    }

    /// <summary>A write that hung may go on when its request has long been answered: what it has cleared must not be hashed.</summary>
    private byte[] Compute(Func<byte[], string> hash)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return Encoding.ASCII.GetBytes(hash(_password));
        }
    }
}
