using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth;

/// <summary>Keeps a response that carries a secret of one browser out of all caches (RFC 9111 section 3).</summary>
internal static class ResponseStorage
{
    /// <summary>Forbids to store the response, where the site has not said that it may be reused. To be asked when it starts.</summary>
    /// <returns><see langword="false"/> where the site has, or has said something that is not understood.</returns>
    public static bool TryForbid(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        string said = headers.CacheControl.ToString();
        CacheControlHeaderValue? control = null;
        if (said.Length > 0 && !CacheControlHeaderValue.TryParse(said, out control))
        {
            return false;
        }

        if (control?.NoStore == true)
        {
            return true;
        }

        // A 304 says that a stored one is to be used.
        if (response.StatusCode == StatusCodes.Status304NotModified
            || headers.ContainsKey(HeaderNames.Expires)
            || (control is not null && AllowsReuse(control)))
        {
            return false;
        }

        headers.CacheControl = "no-store";
        return true;
    }

    private static bool AllowsReuse(CacheControlHeaderValue control) =>
        control.Public
        || control.SharedMaxAge is not null
        || control.MaxAge > TimeSpan.Zero
        || control.MustRevalidate
        || control.ProxyRevalidate
        || control.Extensions.Count > 0;
}
