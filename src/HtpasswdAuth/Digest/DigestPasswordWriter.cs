using System.Text;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Writes new passwords into the digest file of a scheme: one hash in the place of each that the user had in the realm, by the same
/// algorithm, so that no old password stays good and no client is shut out. The fourth field, which is of the name alone, stays.
/// </summary>
internal sealed class DigestPasswordWriter(WatchedDigestStore store, DigestSettings settings, ILogger logger) : IPasswordWriter
{
    private readonly byte[] _realm = Encoding.ASCII.GetBytes(settings.Realm);

    public Task<PasswordWriteResult> WriteAsync(byte[] userName, VerifiedUser user, NewPassword password)
    {
        PasswordWriteResult result = default;
        store.Write(() =>
        {
            HtdigestFile? next = null;
            CredentialFileUpdateOptions options = FilePasswordWriter.Update with { ExpectedUsers = store.Status.Users };
            CredentialFile.Edit(settings.UserFile, text => Change(text, out next, out result), options);
            return next;
        });
        return Task.FromResult(result);

        CredentialFileEdit? Change(CredentialText text, out HtdigestFile? next, out PasswordWriteResult written)
        {
            next = null;
            written = new(PasswordWriteOutcome.Stale, default);
            HtdigestFile file = store.Read(text);
            if (PasswordVersion.Compute(user.Name, file.HashesOf(userName, _realm)) != user.PasswordVersion)
            {
                return null;
            }

            byte[] expected = RenewAll(file, userName, password);
            CredentialFileEdit edit = HtdigestFileEditor.ReplaceIn(
                text, userName, _realm, hash => password.RenewHa1(hash, settings.LongHashes, userName, _realm));
            HtdigestFile changed = file.With(edit);
            if (changed.Count != file.Count || !changed.HashesOf(userName, _realm).AsSpan().SequenceEqual(expected))
            {
                // The editor reads lines as Apache's tools do, httpd and we in a few cases otherwise: no line may be lost by it.
                written = new(PasswordWriteOutcome.NotEditable, default);
                return null;
            }

            next = changed;
            written = new(PasswordWriteOutcome.Written, PasswordVersion.Compute(user.Name, expected));
            return edit;
        }
    }

    public void LogFailure(Exception exception) => logger.UserFileUnwritable(exception, settings.UserFile, FileErrorText.Of(exception));

    public void LogNotEditable(VerifiedUser user) => logger.UserLineUnwritable(LogText.Escape(user.Name), settings.UserFile);

    /// <summary>What <see cref="HtdigestFile.HashesOf"/> is to give when all is written.</summary>
    private byte[] RenewAll(HtdigestFile file, byte[] userName, NewPassword password)
    {
        bool hasLong = file.TryFind(userName, _realm, settings.LongHashes, out _);
        bool hasShort = file.TryFind(userName, _realm, DigestAlgorithm.Md5, out _);
        return
        [
            .. hasLong ? password.ComputeHa1(settings.LongHashes, userName, _realm) : [],
            .. hasShort ? password.ComputeHa1(DigestAlgorithm.Md5, userName, _realm) : [],
        ];
    }
}
