namespace HtpasswdAuth.Docs.Tests;

internal static class FromApachePage
{
    public static WebApplication Location(WebApplicationBuilder builder)
    {
        // docs: from-apache.md
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "/etc/apache2/users";
            options.GroupFile = "/etc/apache2/groups";
            options.Realm = "Club house";
        });
        builder.Services.AddAuthorization();
        var app = builder.Build();

        app.UseHtpasswd();
        app.MapGroup("/admin").RequireGroup("admins").MapGet("/", () => "Only admins see this");
        // end
        return app;
    }
}
