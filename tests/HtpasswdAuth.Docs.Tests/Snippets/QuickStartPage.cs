namespace HtpasswdAuth.Docs.Tests;

internal static class QuickStartPage
{
    public static void Password(string[] args)
    {
        // docs: quick-start.md
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        var app = builder.Build();

        app.UseHtpasswd();
        app.MapGet("/", (HttpContext context) => $"Hello, {context.User.Identity!.Name}!");

        app.Run();
        // end
    }

    public static void SecondFactor(string[] args)
    {
        // docs: quick-start.md
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            options.SecondFactor.Mode = SecondFactorMode.Required;
        });
        builder.Services.AddHtpasswdSqlite();
        builder.Services.AddHtpasswdUI();
        var app = builder.Build();

        app.UseHtpasswd();
        app.MapHtpasswdPages("/account");
        app.MapGet("/", (HttpContext context) => $"Hello, {context.User.Identity!.Name}!");

        app.Run();
        // end
    }
}
