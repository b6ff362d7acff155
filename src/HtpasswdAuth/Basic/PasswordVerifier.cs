using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Verifies the password of Basic credentials in the forms it can have: as sent, in other normal forms of Unicode, and, where the
/// site allows it, with a one-time code behind it.
/// </summary>
internal sealed class PasswordVerifier(CredentialVerifier verifier, HtpasswdOptions options, KnownDevices? devices)
{
    private const int LeastDigits = 6;
    private const int MostDigits = 8;

    private readonly bool _allowsCode = options.SecondFactor is { Mode: not SecondFactorMode.None, AllowPasswordWithCode: true };

    /// <param name="context">The request.</param>
    /// <param name="credentials">What it carries.</param>
    /// <param name="secondFactor">Tells the length of codes; <see langword="null"/> where there is none.</param>
    public async ValueTask<PasswordAndCode> VerifyAsync(HttpContext context, BasicCredentials credentials, SecondFactor? secondFactor)
    {
        int codeDigits = secondFactor?.CodeDigits(credentials.UserNameText) ?? 0;
        ClientNetwork client = ClientNetwork.From(context.Connection.RemoteIpAddress);
        if (TryGetVerified(credentials, codeDigits, client, out PasswordAndCode known))
        {
            return known;
        }

        var attempt = new PasswordAttempt(client, devices?.Find(context, credentials.UserNameText), credentials.UserNameText);
        VerificationResult result = default;
        foreach (BasicCredentialsForm form in credentials.Forms)
        {
            result = await verifier.VerifyAsync(form.UserName, form.Password, attempt, context.RequestAborted).ConfigureAwait(false);
            if (IsFinal(result))
            {
                Remember(context, result);
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

            VerificationResult split = await verifier.VerifyAsync(form.UserName, form.Password.AsSpan(0, length), attempt, context.RequestAborted).ConfigureAwait(false);
            if (IsFinal(split))
            {
                Remember(context, split);
                return new(split, CodeOf(form.Password, length));
            }
        }

        return new(result, null);
    }

    private void Remember(HttpContext context, VerificationResult result)
    {
        if (result.Succeeded)
        {
            devices?.SignedIn(context, result.User);
        }
    }

    private static bool IsFinal(VerificationResult result) =>
        result.Outcome is VerificationOutcome.Verified or VerificationOutcome.Busy or VerificationOutcome.StoreUnavailable or VerificationOutcome.TooManyAttempts;

    private static string CodeOf(byte[] password, int length) => System.Text.Encoding.ASCII.GetString(password, length, password.Length - length);

    private bool TryGetVerified(BasicCredentials credentials, int codeDigits, ClientNetwork client, out PasswordAndCode known)
    {
        foreach (BasicCredentialsForm form in credentials.Forms)
        {
            if (verifier.TryGetVerified(form.UserName, form.Password, client, out VerifiedUser? user))
            {
                known = new(VerificationResult.Verified(user), null);
                return true;
            }

            // Browsers send password and code again with every request: that must not mean a hash each.
            if (TrySplit(form.Password, codeDigits, out int length) && verifier.TryGetVerified(form.UserName, form.Password.AsSpan(0, length), client, out user))
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
