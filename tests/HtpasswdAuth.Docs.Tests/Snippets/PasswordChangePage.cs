namespace HtpasswdAuth.Docs.Tests;

internal static class PasswordChangePage
{
    public static WebApplication Change(WebApplicationBuilder builder)
    {
        // docs: password-change.md
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        var app = builder.Build();

        app.UseHtpasswd();
        app.MapHtpasswdApi("/account");                    // the page is /account/password
        // end
        return app;
    }

    public static void Strength(WebApplicationBuilder builder)
    {
        // docs: password-change.md
        builder.Services.AddSingleton<IPasswordStrength, DistinctCharacters>();
        // end
    }
}
