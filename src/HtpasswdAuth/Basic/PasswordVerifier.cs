using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Verifies the password of Basic credentials in the forms it can have: as sent, in other normal forms of Unicode, and, where the
/// site allows it, with a one-time code behind it.
/// </summary>
internal sealed class PasswordVerifier(CredentialVerifier verifier, HtpasswdOptions options)
{
    private const int LeastDigits = 6;
    private const int MostDigits = 8;

    private readonly bool _allowsCode = options.SecondFactor is { Mode: not SecondFactorMode.None, AllowPasswordWithCode: true };

    public async ValueTask<PasswordAndCode> VerifyAsync(HttpContext context, BasicCredentials credentials, int codeDigits)
    {
        if (TryGetVerified(credentials, codeDigits, out PasswordAndCode known))
        {
            return known;
        }

        ClientNetwork client = ClientNetwork.From(context.Connection.RemoteIpAddress);
        VerificationResult result = default;
        foreach (BasicCredentialsForm form in credentials.Forms)
        {
            result = await verifier.VerifyAsync(form.UserName, form.Password, client, context.RequestAborted).ConfigureAwait(false);
            if (IsFinal(result))
            {
                return new(result, null);
            }
        }

        // The whole first: a password may end in digits.
        foreach (BasicCredentialsForm form in credentials.Forms)
        {
            if (!TrySplit(form.Password, codeDigits, out int length))
            {
                continue;
            }

            VerificationResult split = await verifier.VerifyAsync(form.UserName, form.Password.AsSpan(0, length), client, context.RequestAborted).ConfigureAwait(false);
            if (IsFinal(split))
            {
                return new(split, CodeOf(form.Password, length));
            }
        }

        return new(result, null);
    }

    private static bool IsFinal(VerificationResult result) =>
        result.Succeeded || result.Outcome is VerificationOutcome.Busy or VerificationOutcome.StoreUnavailable;

    private static string CodeOf(byte[] password, int length) => System.Text.Encoding.ASCII.GetString(password, length, password.Length - length);

    private bool TryGetVerified(BasicCredentials credentials, int codeDigits, out PasswordAndCode known)
    {
        foreach (BasicCredentialsForm form in credentials.Forms)
        {
            if (verifier.TryGetVerified(form.UserName, form.Password, out VerifiedUser? user))
            {
                known = new(VerificationResult.Verified(user), null);
                return true;
            }

            // Browsers send password and code again with every request: that must not mean a hash each.
            if (TrySplit(form.Password, codeDigits, out int length) && verifier.TryGetVerified(form.UserName, form.Password.AsSpan(0, length), out user))
            {
                known = new(VerificationResult.Verified(user), CodeOf(form.Password, length));
                return true;
            }
        }

        known = default;
        return false;
    }

    private bool TrySplit(ReadOnlySpan<byte> password, int codeDigits, out int length)
    {
        length = password.Length - codeDigits;
        return _allowsCode
            && codeDigits is >= LeastDigits and <= MostDigits
            && length > 0
            && !password[length..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
