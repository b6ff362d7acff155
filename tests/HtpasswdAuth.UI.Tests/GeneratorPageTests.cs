using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.UI.Tests;

/// <summary>The generator's page: form, errors, headers.</summary>
public sealed class GeneratorPageTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&{0}";

    public static TheoryData<string, string, string, string, string> Errors => new()
    {
        { "algorithm", "plain", "sha1", "There is no such algorithm.", "There is no such algorithm" },
        { "algorithm", Hostile, "sha1", "There is no such algorithm.", "There is no such algorithm" },
        { "userName", "", "sha1", "The user name is missing.", "The user name is missing" },
        { "userName", "a:b", "sha1", "That user name cannot stand in a password file.", "That user name" },
        { "password", "", "sha1", "The password is missing.", "The password is missing" },
        { "password", "a\tb", "sha1", "That password cannot be typed into a sign-in form.", "That password" },
        { "password", "nine char", "des", "It reads 8 bytes and would ignore the rest.", "That password is too long" },
        { "cost", "15", "bcrypt", "at most 14,", "That cost is out of range" },
        { "cost", "x", "bcrypt", "at most 14,", "That cost is out of range" },
        { "cost", "-5", "sha512", "at most 500,000,", "That cost is out of range" },
        { "cost", "99999999999999", "sha512", "at most 500,000,", "That cost is out of range" },
        { "realm", "", "digest-md5", "The realm is missing", "The realm is missing" },
        { "realm", "a:b", "digest-sha256", "The realm is missing", "The realm is missing" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task What_is_wrong_is_said_at_its_field_and_at_the_head(string field, string value, string algorithm, string text, string title)
    {
        await using var site = new GeneratorSite();

        using HttpResponseMessage response = await site.PostAsync(GeneratorSite.Form(algorithm, (field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        IHtmlDocument page = await GeneratorSite.ParseAsync(response);
        IElement alert = Assert.Single(page.QuerySelectorAll("[role=alert]"));
        Assert.Contains(text, alert.TextContent, StringComparison.Ordinal);
        Assert.StartsWith(title, page.Title, StringComparison.Ordinal);
        Assert.Equal(field, Assert.Single(page.QuerySelectorAll("[aria-invalid=true]")).Id);
        Assert.Contains("error", page.QuerySelector($"#{field}")!.GetAttribute("aria-describedby")!.Split(' '));
        Assert.Empty(page.QuerySelectorAll("#line, [role=note]"));
        Assert.Equal("", page.QuerySelector("#password")!.GetAttribute("value") ?? "");
    }

    [Theory]
    [InlineData("en", "Make a line for a password file")]
    [InlineData("pt-BR", "Criar uma linha para um arquivo de senhas")]
    [InlineData("es", "Crear una línea para un archivo de contraseñas")]
    [InlineData("de", "Eine Zeile für eine Passwortdatei")]
    [InlineData("fr", "Créer une ligne de fichier de mots de passe")]
    public async Task Form_is_whole_in_every_language(string language, string heading)
    {
        await using var site = new GeneratorSite();

        using HttpResponseMessage response = await site.GetAsync("/generator", language);

        IHtmlDocument page = await GeneratorSite.ParseAsync(response);
        Assert.Equal((language, heading), (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("h1")!.TextContent));
        Assert.Equal(heading, page.Title);
        Assert.Equal(["userName", "password", "algorithm", "cost", "realm"], page.Forms[0].Elements.Select(element => element.Id).OfType<string>());
        Assert.All(page.QuerySelectorAll("input, select"), field => Assert.NotEqual("", page.QuerySelector($"label[for='{field.Id}']")!.TextContent));
        Assert.Equal("new-password", page.QuerySelector("#password")!.GetAttribute("autocomplete"));
        Assert.Equal("bcrypt", ((IHtmlSelectElement)page.QuerySelector("#algorithm")!).Value);
        Assert.Equal([3, 5, 2], page.QuerySelectorAll("optgroup").Select(group => group.ChildElementCount));
        Assert.DoesNotContain("generator.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
    }

    [Fact]
    public async Task Chosen_language_stays_in_the_address_and_no_cookie_is_set()
    {
        await using var site = new GeneratorSite();
        using HttpResponseMessage form = await site.GetAsync("/generator?ui_locales=fr");
        using HttpResponseMessage made = await site.PostAsync("?ui_locales=fr", "en", GeneratorSite.Form("sha1"));

        IHtmlDocument page = await GeneratorSite.ParseAsync(made);

        Assert.All([form, made], response => Assert.Equal("fr", Assert.Single(response.Content.Headers.ContentLanguage)));
        Assert.All([form, made], response => Assert.False(response.Headers.Contains("Set-Cookie")));
        Assert.False(page.Forms[0].HasAttribute("action"));
        Assert.Equal("Votre ligne", page.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("GET", "bcrypt")]
    [InlineData("POST", "sha1")]
    [InlineData("POST", "plain")]
    public async Task Every_answer_is_kept_from_caches_frames_and_scripts(string method, string algorithm)
    {
        await using var site = new GeneratorSite();

        using HttpResponseMessage response = method == "GET" ? await site.GetAsync("/generator") : await site.PostAsync(GeneratorSite.Form(algorithm));

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("userName", "sha1", 422)]
    [InlineData("realm", "sha1", 200)]
    [InlineData("realm", "digest-md5", 422)]
    [InlineData("cost", "sha512", 422)]
    public async Task Hostile_input_stays_text(string field, string algorithm, int status)
    {
        await using var site = new GeneratorSite();

        using HttpResponseMessage response = await site.PostAsync(GeneratorSite.Form(algorithm, (field, Hostile + ":")));

        IHtmlDocument page = await GeneratorSite.ParseAsync(response);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(Hostile + ":", page.QuerySelector($"#{field}")!.GetAttribute("value"));
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img"));
    }

    [Fact]
    public async Task Line_of_a_hostile_name_stays_text()
    {
        await using var site = new GeneratorSite();

        IHtmlDocument page = await site.MakeAsync(GeneratorSite.Form("sha1", ("userName", Hostile)));

        Assert.StartsWith(Hostile + ":{SHA}", page.QuerySelector("#line")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img"));
    }

    [Theory]
    [InlineData("application/json", 10, 415)]
    [InlineData("multipart/form-data; boundary=x", 10, 415)]
    [InlineData("application/x-www-form-urlencoded", 17_000, 413)]
    public async Task What_is_no_form_or_too_long_is_refused_by_a_page(string type, int length, int status)
    {
        await using var site = new GeneratorSite();
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(new string('a', length)));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using HttpResponseMessage response = await site.PostAsync(content);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotNull((await GeneratorSite.ParseAsync(response)).QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task Form_with_more_fields_than_the_page_has_is_refused()
    {
        await using var site = new GeneratorSite();

        using HttpResponseMessage response = await site.PostAsync([.. Enumerable.Range(0, 20).Select(number => ($"f{number}", "x"))]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
