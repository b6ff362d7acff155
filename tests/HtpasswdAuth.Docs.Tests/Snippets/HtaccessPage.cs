namespace HtpasswdAuth.Docs.Tests;

internal static class HtaccessPage
{
    public static void Program(string[] args)
    {
        // docs: htaccess.md
        var app = WebApplication.CreateBuilder(args).Build();
        app.UseHtaccess("site");
        app.Run();
        // end
    }
}
