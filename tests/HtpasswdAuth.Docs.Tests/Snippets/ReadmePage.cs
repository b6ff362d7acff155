namespace HtpasswdAuth.Docs.Tests;

internal static class ReadmePage
{
    public static void Program(string[] args)
    {
        // docs: README.md
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        var app = builder.Build();
        app.UseHtpasswd();
        app.MapGet("/", (HttpContext context) => $"Hello, {context.User.Identity!.Name}");
        app.Run();
        // end
    }
}
