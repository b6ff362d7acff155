using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>Says in the proxy's words what is answered to a client in ours. Only nginx needs it: it knows 2xx, 401 and 403.</summary>
internal sealed class ForwardAuthStatus(ForwardAuthProxy proxy)
{
    public const string LocationHeader = "X-Htpasswd-Location";
    public const string CookieHeader = "X-Htpasswd-Cookie-";

    public const string Forbidden = "forbidden";
    private const string SignIn = "sign-in";
    private const string Wait = "wait";

    // A session, a second factor and a known device: there are no others.
    private const int MostCookies = 3;

    /// <summary>The status for what would have been a redirection: 403 where the password was right, otherwise 401.</summary>
    public static int WithoutRedirection(HttpResponse response)
    {
        if (response.Headers.ContainsKey(DetourWriter.ReasonHeader))
        {
            return StatusCodes.Status403Forbidden;
        }

        response.Headers[DetourWriter.ReasonHeader] = SignIn;
        return StatusCodes.Status401Unauthorized;
    }

    /// <summary>Translates whatever the answer will be, just before it leaves.</summary>
    public void Translate(HttpContext context) => context.Response.OnStarting(
        () =>
        {
            Apply(context);
            return Task.CompletedTask;
        });

    /// <summary>Done twice is as good as once.</summary>
    public void Apply(HttpContext context)
    {
        if (proxy != ForwardAuthProxy.Nginx)
        {
            return;
        }

        HttpResponse response = context.Response;
        switch (response.StatusCode)
        {
            case StatusCodes.Status302Found:
                response.Headers[LocationHeader] = response.Headers.Location;
                response.Headers.Remove("Location");
                response.StatusCode = WithoutRedirection(response);
                break;
            case StatusCodes.Status429TooManyRequests:
                response.Headers[DetourWriter.ReasonHeader] = Wait;
                response.StatusCode = StatusCodes.Status403Forbidden;
                break;
            case StatusCodes.Status400BadRequest:
                response.StatusCode = StatusCodes.Status403Forbidden;
                break;
        }

        NumberCookies(response.Headers);
    }

    /// <summary>nginx sees one header of a name, or joins them all; cookies can only be handed on under a name each.</summary>
    private static void NumberCookies(IHeaderDictionary headers)
    {
        StringValues cookies = headers.SetCookie;
        for (int i = 0; i < Math.Min(cookies.Count, MostCookies); i++)
        {
            headers[CookieHeader + (i + 1).ToString(CultureInfo.InvariantCulture)] = cookies[i];
        }
    }
}
