using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// The keys that secrets are encrypted under (AES-256-GCM), from a file of lines <c>id:base64</c> with 32 random bytes each; the last line's
/// key is used for what is written from now on, the others still read what was written before. <c>#</c> begins a comment.
/// </summary>
/// <remarks>
/// Keys are changed in three steps, each of which may be the last that happens: <see cref="AddKey"/>, then
/// <see cref="OtpSecretsFile.Rekey"/>, then <see cref="DropOldKeys"/>. Before the last, everything that writes secrets must have read
/// the new keys: what is still encrypted under an old one is lost with it.
/// </remarks>
public sealed class OtpKeyRing
{
    internal const int KeySize = 32;

    private readonly Dictionary<string, byte[]> _keys;

    private OtpKeyRing(Dictionary<string, byte[]> keys, string currentKeyId)
    {
        _keys = keys;
        CurrentKeyId = currentKeyId;
    }

    /// <summary>Gets the id of the key that is written with, <c>k1</c> for example. Not secret.</summary>
    public string CurrentKeyId { get; }

    internal byte[] CurrentKey => _keys[CurrentKeyId];

    /// <summary>Reads a key file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It holds no key, or something else; the message names the line.</exception>
    public static OtpKeyRing Load(string path)
    {
        byte[] content = CredentialFileContent.ReadSmall(path);
        try
        {
            return Parse(content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Reads a key file; a missing one is created with one new key and mode 0600, even if several processes do so at once.</summary>
    /// <exception cref="InvalidDataException">It holds no key, or something else; the message names the line.</exception>
    /// <exception cref="IOException">It cannot be read or created.</exception>
    public static OtpKeyRing LoadOrCreate(string path)
    {
        try
        {
            return Load(path);
        }
        catch (FileNotFoundException)
        {
            // Written only if it is still missing: otherwise another's keys are there by now.
            return Change(path, createIfMissing: true, content => content.IsEmpty ? OtpKeyLines.Append(content.Span, NextId([])) : null);
        }
    }

    /// <summary>Adds a new key to a key file, which is the current one from then on. Its id was never used in the file as it is.</summary>
    /// <returns>The keys as they are now.</returns>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">The file holds no key, or something else. It is left as it is.</exception>
    /// <exception cref="IOException">It cannot be read or written; see <see cref="CredentialFile.Update"/> for what else is thrown.</exception>
    public static OtpKeyRing AddKey(string path) =>
        Change(path, createIfMissing: false, content => OtpKeyLines.Append(content.Span, NextId(Parse(content.Span)._keys.Keys)));

    /// <summary>Removes all keys but the current one from a key file. What is encrypted under them cannot be read by anybody then, and sessions that were begun under them end.</summary>
    /// <returns>The keys as they are now.</returns>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">The file holds no key, or something else. It is left as it is.</exception>
    /// <exception cref="IOException">It cannot be read or written; see <see cref="CredentialFile.Update"/> for what else is thrown.</exception>
    public static OtpKeyRing DropOldKeys(string path) =>
        Change(path, createIfMissing: false, content => OtpKeyLines.KeepOnly(content.Span, Parse(content.Span).CurrentKeyId));

    /// <summary>A new 32-byte key derived from the current one by HKDF-SHA-256, for a purpose of its own.</summary>
    /// <param name="purpose">The <c>info</c> of RFC 5869; there is no salt.</param>
    public byte[] Derive(ReadOnlySpan<byte> purpose) => Derive(CurrentKey, purpose);

    /// <summary>The same of any key of the ring, for what was written under it.</summary>
    /// <param name="keyId">The id of the key; see <see cref="CurrentKeyId"/>.</param>
    /// <param name="purpose">The <c>info</c> of RFC 5869; there is no salt.</param>
    /// <param name="derived">The derived key; <see langword="null"/> if there is no key of that id.</param>
    public bool TryDerive(string keyId, ReadOnlySpan<byte> purpose, [NotNullWhen(true)] out byte[]? derived)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        derived = TryFind(keyId, out byte[]? key) ? Derive(key, purpose) : null;
        return derived is not null;
    }

    /// <exception cref="InvalidDataException">See <see cref="Load"/>.</exception>
    internal static OtpKeyRing Parse(ReadOnlySpan<byte> content)
    {
        Dictionary<string, byte[]> keys = new(StringComparer.Ordinal);
        string? last = null;
        int number = 0;
        foreach (Range range in content.Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = OtpKeyLines.Trim(content[range]);
            if (OtpKeyLines.IsSkipped(line))
            {
                continue;
            }

            if (!OtpKeyLines.TryRead(line, out last, out byte[]? key) || !keys.TryAdd(last, key))
            {
                throw new InvalidDataException(
                    $"Line {number} of the key file is no key with an id of its own: restore the file from a backup, or repair the line.");
            }
        }

        return last is not null
            ? new OtpKeyRing(keys, last)
            : throw new InvalidDataException(
                "The key file holds no key: restore it from a backup. If nothing was ever encrypted, delete it, and it is made anew.");
    }

    internal bool TryFind(string id, [NotNullWhen(true)] out byte[]? key) => _keys.TryGetValue(id, out key);

    private static byte[] Derive(byte[] key, ReadOnlySpan<byte> purpose)
    {
        byte[] derived = new byte[KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt: default, purpose);
        return derived;
    }

    private static OtpKeyRing Change(string path, bool createIfMissing, Func<ReadOnlyMemory<byte>, byte[]?> change)
    {
        OtpKeyRing? ring = null;
        CredentialFile.Update(
            path,
            content =>
            {
                byte[]? changed = change(content);
                ring = Parse(changed is null ? content.Span : changed);

                // An array that is null would become an empty file.
                return changed is null ? default(ReadOnlyMemory<byte>?) : changed;
            },
            new CredentialFileUpdateOptions { CreateIfMissing = createIfMissing, NewFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        return ring!;
    }

    private static string NextId(IEnumerable<string> ids)
    {
        long highest = ids
            .Select(id => id.StartsWith('k') && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0L)
            .DefaultIfEmpty()
            .Max();
        return string.Create(CultureInfo.InvariantCulture, $"k{highest + 1}");
    }
}
