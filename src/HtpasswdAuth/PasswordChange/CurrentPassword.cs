using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// Verifies the password that is to be replaced, in the forms in which a sign-in would be: as typed, and in normalization form C.
/// An unknown user takes the same way as a known one, through the same verifier, in as many forms.
/// </summary>
internal sealed class CurrentPassword(IPasswordVerifier verifier, int maxPasswordBytes)
{
    /// <summary>Apache's tools take no longer names, and a sign-in takes none of more than 1 KiB.</summary>
    public const int MaxUserNameBytes = 1024;

    public async Task<VerifiedPassword> VerifyAsync(
        string userName, string password, PasswordAttempt attempt, CancellationToken cancellationToken)
    {
        VerificationResult result = VerificationResult.Refused(VerificationOutcome.UnknownUser);
        foreach ((string name, string secret) in FormsOf(userName, password))
        {
            byte[] nameBytes = Encoding.UTF8.GetBytes(name);
            byte[] secretBytes = Encoding.UTF8.GetBytes(secret);
            try
            {
                if (nameBytes.Length > MaxUserNameBytes || secretBytes.Length > maxPasswordBytes || !HtpasswdFileEditor.IsUsableUserName(nameBytes))
                {
                    // None that the file could hold, or that a sign-in could send: known without looking at the file.
                    continue;
                }

                result = await verifier.VerifyAsync(nameBytes, secretBytes, attempt, cancellationToken).ConfigureAwait(false);
                if (IsFinal(result))
                {
                    return new(result, nameBytes);
                }
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secretBytes);
            }
        }

        return new(result, []);
    }

    private static bool IsFinal(VerificationResult result) =>
        result.Outcome is VerificationOutcome.Verified or VerificationOutcome.Busy or VerificationOutcome.StoreUnavailable or VerificationOutcome.TooManyAttempts;

    private static IEnumerable<(string Name, string Password)> FormsOf(string userName, string password)
    {
        if (!PasswordText.IsUsable(userName) || !PasswordText.IsUsable(password))
        {
            yield break;
        }

        yield return (userName, password);
        (string Name, string Password) composed = (PasswordText.Compose(userName), PasswordText.Compose(password));
        if (composed != (userName, password))
        {
            yield return composed;
        }
    }
}
