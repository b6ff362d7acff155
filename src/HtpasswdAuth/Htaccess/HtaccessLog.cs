using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Writes the log lines of requests that <c>.htaccess</c> files refuse, with client, user and path as httpd writes them.</summary>
internal sealed class HtaccessLog(ILogger logger)
{
    public void Denied(HttpContext context) => logger.ClientDenied(Environment.ProcessId, ClientAddress.ForLog(context), PathOf(context));

    public void NotAuthorized(HttpContext context, string user) =>
        logger.UserNotAuthorized(Environment.ProcessId, ClientAddress.ForLog(context), LogText.Escape(user), PathOf(context));

    public void Broken(HttpContext context, string problem) => logger.AccessMisconfigured(PathOf(context), problem);

    private static string PathOf(HttpContext context) => LogText.Escape(context.Request.PathBase + context.Request.Path);
}
