using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace HtpasswdAuth;

/// <summary>What is done to each request that a gate has judged by its credentials: the whole-site gate and <c>.htaccess</c> folders alike.</summary>
internal sealed class GatePass(IServiceProvider services)
{
    private readonly SharedCaches _caches = new(services);

    /// <summary>Leaves what the framework's own middleware would, the user and the result, which authorization reads.</summary>
    public void Give(HttpContext context, AuthenticateResult result)
    {
        var feature = new GateAuthenticationFeature(result);
        context.Features.Set<IHttpAuthenticationFeature>(feature);
        context.Features.Set<IAuthenticateResultFeature>(feature);
        _caches.KeepOut(context);
    }

    /// <summary>To be called before a request is refused: what is answered then is for it alone.</summary>
    public void Refuse(HttpContext context) => _caches.KeepOutOfOutputCache(context);
}
