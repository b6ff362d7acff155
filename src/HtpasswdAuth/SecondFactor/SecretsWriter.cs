namespace HtpasswdAuth;

/// <summary>Changes what is held of a user, and says no instead of throwing where that is impossible.</summary>
internal sealed class SecretsWriter(IOtpSecretsStore secrets, SecondFactorLog log)
{
    public async Task<bool> TryUpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken)
    {
        try
        {
            await secrets.UpdateAsync(user, change, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException or InvalidDataException)
        {
            log.SecretsUnwritable(exception);
            return false;
        }
    }
}
