using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth.Docs.Tests;

internal static class SecondFactorPage
{
    public static WebApplication Required(WebApplicationBuilder builder)
    {
        // docs: second-factor.md
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            options.SecondFactor.Mode = SecondFactorMode.Required;
        });
        builder.Services.AddHtpasswdSqlite();                        // who is enrolled, spent codes: users.htpasswd.db
        builder.Services.AddDataProtection()                         // see "Several servers, containers, restarts"
            .SetApplicationName("my-site")
            .PersistKeysToFileSystem(new DirectoryInfo("/var/lib/my-site/keys"));

        var app = builder.Build();
        app.UseHtpasswd();                 // or [Authorize] and RequireAuthorization(), endpoint by endpoint
        app.MapHtpasswdApi("/account");    // the forms and the JSON endpoints
        // end
        return app;
    }

    public static WebApplication StepUp(WebApplicationBuilder builder)
    {
        // docs: second-factor.md
        builder.Services.AddAuthorizationBuilder().AddPolicy("payroll", policy => policy.RequireSecondFactor().RequireRole("clerk"));
        var app = builder.Build();

        app.MapGet("/payroll", () => "The payroll").RequireSecondFactor();
        app.MapPost("/payroll/pay", () => "Paid").RequireSecondFactor(TimeSpan.FromMinutes(5));   // a code given in the last five minutes
        app.MapGet("/payroll/clerks", () => "Clerks only").RequireAuthorization("payroll");
        // end
        return app;
    }

    public static void OwnPages(WebApplicationBuilder builder)
    {
        // docs: second-factor.md
        builder.Services.AddSingleton<IHtpasswdPages, OurPages>();
        // end
    }
}
