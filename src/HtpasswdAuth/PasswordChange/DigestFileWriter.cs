using System.Text;

namespace HtpasswdAuth;

/// <summary>Changes a user's record in the digest file of the site, and puts it back.</summary>
internal sealed class DigestFileWriter(string path, string realm, CredentialFileUpdateOptions options)
{
    private readonly byte[] _realm = Encoding.UTF8.GetBytes(realm);

    public string Path => path;

    /// <summary>
    /// Writes the new hashes in the place of the old ones, one of each algorithm that was there, so that no old password stays good. A
    /// user without a record gets none: digest was not theirs before.
    /// </summary>
    /// <returns>What takes the change back; <see langword="null"/> if there was none.</returns>
    /// <exception cref="DigestFileException">The file cannot be changed, and is as it was.</exception>
    public Action? Write(byte[] userName, NewPassword password)
    {
        try
        {
            List<byte[]> old = [];
            List<byte[]> written = [];
            Update(userName, Begin, hash =>
            {
                // Of the two algorithms with 64 digits it is SHA-256, since no browser knows the other.
                byte[] next = password.RenewHa1(hash, DigestAlgorithm.Sha256, userName, _realm);
                old.Add(hash);
                written.Add(next);
                return next;
            });

            void Begin()
            {
                old.Clear();
                written.Clear();
            }

            return written.Count == 0 ? null : () => TakeBack(userName, old, written);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new DigestFileException(exception);
        }
    }

    /// <summary>Unless somebody else has changed a hash of the user since.</summary>
    private void TakeBack(byte[] userName, List<byte[]> old, List<byte[]> written)
    {
        int next = 0;
        bool isOurs = true;
        Update(
            userName,
            () => (next, isOurs) = (0, true),
            hash =>
            {
                isOurs &= next < written.Count && hash.AsSpan().SequenceEqual(written[next]);
                return isOurs ? old[next++] : null;
            },
            () => isOurs && next == written.Count);
    }

    /// <param name="userName">Whose records are changed.</param>
    /// <param name="begin">Called before the records are gone through, once more where another program writes the file at the same moment.</param>
    /// <param name="replace">Changes the hash of a record.</param>
    /// <param name="isWanted">Whether to write the changes.</param>
    private void Update(byte[] userName, Action begin, Func<byte[], byte[]?> replace, Func<bool>? isWanted = null) => CredentialFile.Edit(
        path,
        text =>
        {
            begin();
            CredentialFileEdit edit = HtdigestFileEditor.ReplaceIn(text, userName, _realm, replace);
            return edit.Replaced > 0 && isWanted?.Invoke() != false ? edit : null;
        },
        options);
}
