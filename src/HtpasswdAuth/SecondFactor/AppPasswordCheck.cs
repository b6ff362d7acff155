using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Signs programs in by app passwords, which need no second factor and no slow hash: they are 128 random bits.</summary>
internal sealed class AppPasswordCheck(SecondFactorSite site, Func<string, AppPassword, AuthenticateResult> createResult, SecondFactorLog log)
{
    // The last use is for people to read; not every request is worth a write.
    private static readonly TimeSpan UseInterval = TimeSpan.FromMinutes(5);
    private static readonly byte[] Prefix = Encoding.ASCII.GetBytes(AppPassword.Prefix);

    private readonly Callbacks _callbacks = CallbackReport.To(log.Logger);

    /// <summary>Looks whether a password is an app password of a user who is known to exist.</summary>
    /// <returns><see langword="false"/> when it is none; it may then be an ordinary password that looks like one.</returns>
    public bool TryCheck(HttpContext context, string userName, ReadOnlySpan<byte> password, out SecondFactorPass pass)
    {
        pass = default;
        if (!site.Options.AllowAppPasswords || !password.StartsWith(Prefix))
        {
            return false;
        }

        if (site.Secrets.Current is not { } secrets)
        {
            // It may well be right. A program that is told it is wrong may forget it.
            pass = SecondFactorPass.Refused(HtpasswdFailure.StoreUnavailable);
            return true;
        }

        if (!TryFind(secrets, userName, password, out AppPassword? found))
        {
            pass = SecondFactorPass.Refused(HtpasswdFailure.StoreUnavailable);
            return site.Secrets.IsUncertain;
        }

        // Of a line that no password opens, as an administrator locks it, nothing opens either.
        if (!site.Lines.TryFind(userName, out UInt128 stamp))
        {
            return false;
        }

        HttpRequest request = context.Request;
        DateTimeOffset now = site.Time.GetUtcNow();
        string path = (request.PathBase + request.Path).Value ?? "";
        if (!found.Allows(path, request.Method, now) || !site.Options.AppPasswords.Allows(found, now))
        {
            log.AppPasswordOutOfScope(found, request.Method, path);
            pass = SecondFactorPass.Refused(HtpasswdFailure.OutOfScope);
            return true;
        }

        NoteUse(found, now);
        pass = SecondFactorPass.To(new VerifiedUser(userName, rehashNeeded: false, stamp, createResult(userName, found)));
        return true;
    }

    private static bool TryFind(OtpSecretsFile secrets, string userName, ReadOnlySpan<byte> password, [NotNullWhen(true)] out AppPassword? found)
    {
        found = null;
        if (!secrets.TryFind(userName, out OtpUser? user))
        {
            return false;
        }

        foreach (AppPassword candidate in user.AppPasswords)
        {
            if (candidate.Matches(password))
            {
                found = candidate;
            }
        }

        return found is not null;
    }

    private void NoteUse(AppPassword used, DateTimeOffset now)
    {
        if (site.States.Current is not { } states
            || (states.Find(used.User).AppPasswordUses.TryGetValue(used.Id, out DateTimeOffset last) && now - last < UseInterval && last <= now))
        {
            return;
        }

        _callbacks.Begin(CallbackNames.AppPasswordUse, () => NoteUseAsync(used, now));
    }

    /// <summary>Beside the request: whoever cannot be noted is signed in all the same.</summary>
    private async Task NoteUseAsync(AppPassword used, DateTimeOffset now)
    {
        try
        {
            await site.States.UpdateAsync(used.User, state => state.WithAppPasswordUse(used.Id, now), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException or InvalidDataException)
        {
            log.StateUnwritable(exception);
        }
    }
}
