namespace HtpasswdAuth.Docs.Tests;

internal static class FromNginxPage
{
    public static WebApplication Location(WebApplicationBuilder builder)
    {
        // docs: from-nginx.md
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "/etc/nginx/users";
            options.Realm = "Club house";
        });
        var app = builder.Build();

        app.UseHtpasswd(gate => gate.Open("/healthz"));
        // end
        return app;
    }
}
