namespace HtpasswdAuth.Docs.Tests;

internal static class DigestPage
{
    public static WebApplication Digest(WebApplicationBuilder builder)
    {
        // docs: digest.md
        builder.Services.AddAuthentication().AddHtdigest("users.htdigest", "Club house");
        builder.Services.AddAuthorization();
        // end
        return builder.Build();
    }

    public static WebApplication SecondFactor(WebApplicationBuilder builder)
    {
        // docs: digest.md
        builder.Services.AddAuthentication().AddHtdigest(options =>
        {
            options.UserFile = "users.htdigest";
            options.SecondFactor.Mode = SecondFactorMode.Required;
        });
        builder.Services.AddHtpasswdSqlite();
        var app = builder.Build();

        app.MapHtpasswdApi("/account", HtdigestDefaults.AuthenticationScheme);
        // end
        return app;
    }
}
