using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Who proved a password, by Digest or Basic; nobody is signed in by it.</summary>
internal sealed partial class HtdigestAuthenticator
{
    /// <summary>Checks what the request came with. A response is counted by it, and is a replay if it is checked again.</summary>
    private async ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> ProveAsync(HttpContext context)
    {
        HtpasswdFailure failure = parts.Reader.Find(context, out string? header);
        if (failure != HtpasswdFailure.NoCredentials)
        {
            return await UnprovedAsync(context, _log.Failed(context, failure), userName: null).ConfigureAwait(false);
        }

        if (header is null)
        {
            return (null, HtpasswdAuthentication.Failed(failure));
        }

        return DigestParameters.IsDigest(header)
            ? await DigestAsync(context, header).ConfigureAwait(false)
            : await BasicAsync(context, header).ConfigureAwait(false);
    }

    private async ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> DigestAsync(HttpContext context, string header)
    {
        (DigestCredentials? credentials, HtpasswdFailure failure) = parts.Reader.Read(context, header);
        if (credentials is null || failure != HtpasswdFailure.NoCredentials)
        {
            return await UnprovedAsync(context, failure, credentials?.UserName).ConfigureAwait(false);
        }

        byte[]? bodyHash = credentials.ProtectsBody
            ? await DigestBody.HashAsync(context, credentials.Variant.Algorithm, options.MaxBodyBytes).ConfigureAwait(false)
            : [];
        if (bodyHash is null)
        {
            return await UnprovedAsync(context, _log.BodyTooLarge(context, options.MaxBodyBytes), credentials.UserName).ConfigureAwait(false);
        }

        DigestVerification verification = parts.Verifier.Verify(
            credentials, context.Request.Method, bodyHash, ClientNetwork.From(context.Connection.RemoteIpAddress));
        if (!verification.Succeeded)
        {
            failure = _log.Refused(context, verification.Outcome, credentials.UserName);
            return await UnprovedAsync(context, failure, credentials.UserName, verification.RetryAfter).ConfigureAwait(false);
        }

        AuthenticationInfo.Write(context.Response, credentials, verification);
        return (verification.User, default);
    }

    private async ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> BasicAsync(HttpContext context, string header)
    {
        if (!BasicAuthorization.TryGetToken(header, out ReadOnlySpan<char> token)
            || BasicCredentials.TryRead(token, BasicOverDigest.MaxPasswordBytes, allowLatin1: false) is not { } credentials)
        {
            return await UnprovedAsync(context, _log.Failed(context, HtpasswdFailure.MalformedCredentials), userName: null).ConfigureAwait(false);
        }

        try
        {
            VerificationResult result = parts.Basic.Verify(credentials, ClientNetwork.From(context.Connection.RemoteIpAddress));
            if (result.Succeeded)
            {
                return (result.User, default);
            }

            HtpasswdFailure failure = _log.RefusedBasic(context, result.Outcome, credentials.UserNameText);
            return await UnprovedAsync(context, failure, credentials.UserNameText, result.RetryAfter).ConfigureAwait(false);
        }
        finally
        {
            credentials.Clear();
        }
    }

    /// <summary>Programs that send Basic may send an app password, which needs no second factor.</summary>
    /// <returns><see langword="null"/> where the request came with none.</returns>
    private async ValueTask<HtpasswdAuthentication?> TryAppPasswordAsync(HttpContext context)
    {
        if (secondFactor is null
            || parts.Reader.Find(context, out string? header) != HtpasswdFailure.NoCredentials
            || header is null
            || !BasicAuthorization.TryGetToken(header, out ReadOnlySpan<char> token)
            || BasicCredentials.TryRead(token, BasicOverDigest.MaxPasswordBytes, allowLatin1: false) is not { } credentials)
        {
            return null;
        }

        try
        {
            BasicCredentialsForm form = credentials.Forms[0];
            if (!parts.Basic.TryGetName(form.UserName, out string? name)
                || !secondFactor.AppPasswords.TryCheck(context, name, form.Password, out SecondFactorPass pass))
            {
                return null;
            }

            return pass.Granted && _standings.CheckProgram(context, pass.User) is { } reason
                ? await FailAsync(context, _log.Failed(context, reason, name), name).ConfigureAwait(false)
                : await FinishAsync(context, pass, name).ConfigureAwait(false);
        }
        finally
        {
            credentials.Clear();
        }
    }

    private async ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> UnprovedAsync(
        HttpContext context, HtpasswdFailure failure, string? userName, TimeSpan? retryAfter = null) =>
        (null, await FailAsync(context, failure, userName, retryAfter).ConfigureAwait(false));
}
