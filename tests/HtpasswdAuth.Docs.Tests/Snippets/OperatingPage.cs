namespace HtpasswdAuth.Docs.Tests;

internal static class OperatingPage
{
    public static void Health(WebApplicationBuilder builder)
    {
        // docs: operating.md
        builder.Services.AddHealthChecks().AddHtpasswd();
        // end
    }

    public static void HealthAsJson(WebApplication app)
    {
        // docs: operating.md
        app.MapHealthChecks("/health", new() { ResponseWriter = HtpasswdHealthReport.WriteAsync });
        // end
    }
}
