namespace HtpasswdAuth.Docs.Tests;

internal static class PagesPage
{
    public static WebApplication Account(WebApplicationBuilder builder)
    {
        // docs: pages.md
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        builder.Services.AddHtpasswdUI(ui =>
        {
            ui.SiteName = "Saltmarsh Observatory";
            ui.Logo = "brand/logo.svg";
            ui.SupportContact = "mailto:help@observatory.example";
        });
        var app = builder.Build();

        app.UseHtpasswd();
        app.MapHtpasswdPages("/account");     // instead of MapHtpasswdApi, which it calls
        // end
        return app;
    }

    public static void Texts(WebApplicationBuilder builder)
    {
        // docs: pages.md
        builder.Services.AddLocalization(options => options.ResourcesPath = "Resources");
        builder.Services.AddHtpasswdUI(ui =>
        {
            ui.UseTexts<AccountTexts>();      // Resources/AccountTexts.nl.resx, Resources/AccountTexts.de.resx …
            ui.Languages.Add("nl");
        });
        // end
    }

    public static void OwnPage(WebApplicationBuilder builder)
    {
        // docs: pages.md
        builder.Services.AddHtpasswdUI(ui => ui.ReplacePage<CodePage, MyCodePage>());
        // end
    }

    public static WebApplication Generator(WebApplicationBuilder builder)
    {
        // docs: pages.md
        builder.Services.AddHtpasswdGenerator();
        builder.Services.AddHtpasswdUI();
        var app = builder.Build();

        app.MapHtpasswdGenerator("/generator");     // "/" for a site that has nothing else
        // end
        return app;
    }
}
