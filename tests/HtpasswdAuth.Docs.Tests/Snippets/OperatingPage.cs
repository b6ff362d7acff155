namespace HtpasswdAuth.Docs.Tests;

internal static class OperatingPage
{
    public static void Health(WebApplicationBuilder builder)
    {
        // docs: operating.md
        builder.Services.AddHealthChecks().AddHtpasswd();
        // end
    }
}
