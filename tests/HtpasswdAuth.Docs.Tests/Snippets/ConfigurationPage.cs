namespace HtpasswdAuth.Docs.Tests;

internal static class ConfigurationPage
{
    public static WebApplication InCode(WebApplicationBuilder builder)
    {
        // docs: configuration.md
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            options.Realm = "Observatory";
        });
        // end
        return builder.Build();
    }

    public static void Gate(WebApplication app)
    {
        // docs: configuration.md
        app.UseHtpasswd(gate =>
        {
            gate.Open("/healthz").Open("/.well-known/acme-challenge");
            gate.AllowCorsPreflight = true;
        });
        // end
    }

    public static void Account(WebApplication app)
    {
        // docs: configuration.md
        app.MapHtpasswdApi();                              // below /api/account
        app.MapHtpasswdApi("/account", "Staff");           // another prefix, another scheme; once for each scheme

        app.MapGet("/payroll", () => "The payroll").RequireSecondFactor();
        app.MapGet("/payroll/pay", () => "Paid").RequireSecondFactor(TimeSpan.FromMinutes(5));
        // end
    }

    public static WebApplication SeveralFiles(WebApplicationBuilder builder)
    {
        // docs: configuration.md
        builder.Services.AddAuthentication()
            .AddHtpasswd("Staff", options => options.UserFile = "staff.htpasswd")
            .AddHtpasswd("Guests", options => options.UserFile = "guests.htpasswd");
        // end
        return builder.Build();
    }

    public static WebApplication SeveralNodes(WebApplicationBuilder builder)
    {
        // docs: configuration.md
        builder.Services.AddHtpasswdPostgreSql(builder.Configuration.GetConnectionString("htpasswd")!);
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.SecondFactor.Mode = SecondFactorMode.WhenEnrolled;
            options.SecondFactor.KeyFile = "/etc/site/site.otp-key";
        });
        // end
        return builder.Build();
    }
}
