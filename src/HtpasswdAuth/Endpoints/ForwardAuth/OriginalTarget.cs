using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// What a request asks for. For as long as one is decided on, the request wears the target of the one that the proxy holds back: scopes,
/// log lines, events and return addresses are then all about that.
/// </summary>
internal readonly record struct OriginalTarget(string Method, PathString PathBase, PathString Path, QueryString Query)
{
    public static OriginalTarget Of(HttpRequest request) => new(request.Method, request.PathBase, request.Path, request.QueryString);

    public void ApplyTo(HttpRequest request)
    {
        request.Method = Method;
        request.PathBase = PathBase;
        request.Path = Path;
        request.QueryString = Query;
    }
}
