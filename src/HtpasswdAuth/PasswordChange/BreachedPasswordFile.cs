using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Passwords from thefts of data, in a file on this machine. It is opened for each search, so that a newer one can take its place at
/// any time. While it cannot be used, no password is refused for it.
/// </summary>
internal sealed class BreachedPasswordFile(string path, ILogger logger) : IBreachedPasswords
{
    public async Task<bool> ContainsAsync(ReadOnlyMemory<byte> sha1, CancellationToken cancellationToken)
    {
        try
        {
            using SafeFileHandle file = CredentialFile.OpenRead(path);
            return await new SortedHashFile(file).ContainsAsync(sha1, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            logger.BreachedPasswordsMalformed(path);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.BreachedPasswordsUnreadable(exception, path);
            return false;
        }
    }
}
