using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

public sealed class LanguageTests(Chromium chromium)
{
    public static TheoryData<string, string, string, string> Languages => new()
    {
        { "en", "English", "Change password", "Authentication code" },
        { "pt-BR", "português", "Alterar senha", "Código de autenticação" },
        { "es", "español", "Cambiar la contraseña", "Código de autenticación" },
        { "de", "Deutsch", "Passwort ändern", "Bestätigungscode" },
        { "fr", "français", "Changer le mot de passe", "Code d’authentification" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Page_is_in_the_language_of_the_browser(string language, string name, string password, string code)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.StepUp);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", settings: options => options.Locale = language);
        await alice.GoAsync("/");

        await alice.GoAsync("/account/password");
        await AssertLanguageAsync(alice, language, name, password);
        await Look.CheckAsync(alice.Page, $"language-password-{language}");
        await alice.GoAsync("/account/second-factor");
        await AssertLanguageAsync(alice, language, name, code);
        await Look.CheckAsync(alice.Page, $"language-code-{language}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Choice_in_the_address_counts_and_is_remembered(string language, string name, string password, string code)
    {
        Assert.NotEqual(password, code);
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site, settings: options => options.Locale = language == "fr" ? "es" : "fr");

        await somebody.GoAsync($"/account/password?ui_locales={language}");
        await AssertLanguageAsync(somebody, language, name, password);
        await somebody.GoAsync("/account/password");

        await AssertLanguageAsync(somebody, language, name, password);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Language_is_chosen_by_a_link_on_the_page(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync();
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site, withScript: withScript);
        await somebody.GoAsync("/inner");

        await somebody.LeaveAsync(() => somebody.Page.Locator("nav a[lang=de]").ClickAsync());

        await AssertLanguageAsync(somebody, "de", "Deutsch", "Anmelden");
        await somebody.FillAsync("userName", "alice");
        await somebody.FillAsync("password", AccountSite.Password);
        await somebody.SendAsync("Anmelden");
        Assert.Equal("/inner", somebody.Path);
    }

    private static async Task AssertLanguageAsync(Visitor visitor, string language, string name, string heading)
    {
        await visitor.AssertHeadingAsync(heading);
        Assert.Equal(language, await visitor.Page.Locator("html").GetAttributeAsync("lang"));
        await Assertions.Expect(visitor.Page.Locator("nav [aria-current]")).ToHaveTextAsync(name, new() { IgnoreCase = true });
    }
}
