using System.Text;

namespace HtpasswdAuth;

/// <summary>Changes a user's record in the digest file of the site, and puts it back.</summary>
internal sealed class DigestFileWriter(string path, string realm, CredentialFileUpdateOptions options)
{
    private readonly byte[] _realm = Encoding.UTF8.GetBytes(realm);

    public string Path => path;

    /// <summary>Writes the new hash in the place of the old one. A user without a record gets none: digest was not theirs before.</summary>
    /// <returns>What takes the change back; <see langword="null"/> if there was none.</returns>
    /// <exception cref="DigestFileException">The file cannot be changed, and is as it was.</exception>
    public Action? Write(byte[] userName, NewPassword password)
    {
        try
        {
            byte[] ha1 = password.ComputeHa1(userName, _realm);
            return Replace(userName, isExpected: static _ => true, ha1) is { } old ? () => Replace(userName, found => found.AsSpan().SequenceEqual(ha1), old) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new DigestFileException(exception);
        }
    }

    /// <returns>The hash that was there; <see langword="null"/> if there was none, or not the expected one.</returns>
    private byte[]? Replace(byte[] userName, Func<byte[], bool> isExpected, byte[] ha1)
    {
        byte[]? old = null;
        CredentialFile.Update(path, Change, options);
        return old;

        ReadOnlyMemory<byte>? Change(ReadOnlyMemory<byte> content)
        {
            var editor = new HtdigestFileEditor(content);
            old = editor.Find(userName, _realm);
            if (old is null || !isExpected(old))
            {
                old = null;
                return null;
            }

            editor.Set(userName, _realm, ha1);
            return editor.ToArray();
        }
    }
}
