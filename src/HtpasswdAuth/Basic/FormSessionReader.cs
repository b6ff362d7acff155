using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Reads the session of a request without credentials. Who sends a header means that, whatever cookie goes along.</summary>
internal sealed class FormSessionReader(FormSessions? sessions, CredentialsReader reader)
{
    /// <summary>Finds whose session it is, without leaving a trace.</summary>
    public bool TryGet(HttpContext context, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = TryOpen(context, out OpenedFormSession? opened, out _) ? opened.User : null;
        return user is not null;
    }

    /// <summary>Finds whose session it is, and notes it at the request for what may replace it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Whose session it is.</param>
    /// <param name="failure">Why there is none.</param>
    public bool TryTake(HttpContext context, [NotNullWhen(true)] out VerifiedUser? user, out HtpasswdFailure failure)
    {
        user = TryOpen(context, out OpenedFormSession? opened, out bool isUnknown) ? opened.User : null;
        failure = isUnknown ? HtpasswdFailure.StoreUnavailable : HtpasswdFailure.NoCredentials;
        if (user is null)
        {
            return false;
        }

        context.Features.Set(opened);
        return true;
    }

    private bool TryOpen(HttpContext context, [NotNullWhen(true)] out OpenedFormSession? opened, out bool isUnknown)
    {
        opened = null;
        isUnknown = false;
        return sessions is not null
            && context.Request.Headers.Authorization.Count == 0
            && reader.IsTransportAccepted(context)
            && sessions.TryGet(context, out opened, out isUnknown);
    }
}
