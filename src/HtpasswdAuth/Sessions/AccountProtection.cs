using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth;

/// <summary>
/// The one place that makes what seals the cookies and tokens of a scheme. Each is bound to its purpose and version, to the scheme and its
/// realm, and to the account with the password that it has now.
/// </summary>
/// <param name="provider">Data protection, whose keys the nodes of a site share.</param>
/// <param name="scheme">The scheme: two may well have the same realm, users and hashes.</param>
/// <param name="realm">Its realm.</param>
/// <param name="keys">
/// The key file of the second factor, without whose keys nothing is forged; <see langword="null"/> where the password is enough for everybody.
/// </param>
internal sealed class AccountProtection(IDataProtectionProvider provider, string scheme, string realm, OtpKeys? keys)
{
    private const string Product = "HtpasswdAuth";

    public OtpKeys? Keys => keys;

    /// <summary>Makes what writes and reads the tokens of one kind.</summary>
    public TokenCipher<T> Create<T>(TokenFormat<T> format)
        where T : class
    {
        // The version twice: tokens of another one are not opened at all, and what is opened says of itself which it is.
        string[] purposes = [Product, format.Purpose, $"v{format.Version}", scheme, realm];
        return new TokenCipher<T>(provider.CreateProtector(purposes), keys is null ? null : new KeyedSeal(keys, Encode(purposes)), format);
    }

    /// <summary>Each with its length before it: no two lists of purposes are one text.</summary>
    private static byte[] Encode(string[] purposes)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        Array.ForEach(purposes, writer.Write);
        return stream.ToArray();
    }
}
