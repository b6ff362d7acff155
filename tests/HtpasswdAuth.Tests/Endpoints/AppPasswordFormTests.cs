using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>App passwords on a page, at the addresses that programs use too.</summary>
public sealed class AppPasswordFormTests
{
    private const string Page = "/account/app-passwords";

    private readonly RecordedPages _pages = new();

    [Fact]
    public async Task List_is_a_page_for_people_and_json_for_programs()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();
        await alice.PostAsync(Page, """{"name":"one","paths":["/inner"],"methods":["GET"],"days":1}""");
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await alice.PostAsync(Page, """{"name":"two"}""");

        HttpResponseMessage program = await alice.GetAsync(Page);
        int before = _pages.Count;
        HttpResponseMessage person = await alice.NavigateAsync(Page + "?returnUrl=%2Finner");

        AppPasswordsPage page = _pages.Last<AppPasswordsPage>();
        Assert.Equal((0, "application/json"), (before, program.Content.Headers.ContentType!.MediaType));
        Assert.All(new[] { program, person }, answer => Assert.Equal(["Accept", "Sec-Fetch-Mode"], answer.Headers.Vary));
        Assert.Equal(["one", "two"], page.AppPasswords.Select(one => one.Name));
        Assert.Equal(("/inner", "GET", TimeSpan.FromDays(1)), (page.AppPasswords[0].Paths.Single(), page.AppPasswords[0].Methods.Single(), page.AppPasswords[0].Expires - page.AppPasswords[0].Created));
        Assert.Null(page.NewPassword);
        Assert.Null(page.Typed);
        Assert.Equal(("/inner", false), (page.ReturnUrl, page.IsReadOnly));
    }

    [Fact]
    public async Task Form_makes_one_and_shows_its_password_once()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();

        HttpResponseMessage answer = await alice.FormAsync(
            Page, ("name", " backup "), ("paths", "/inner\r\n\r\n /other \r\n"), ("methods", "get"), ("methods", "HEAD"), ("days", " 30 "));
        AppPasswordsPage made = _pages.Last<AppPasswordsPage>();
        await alice.NavigateAsync(Page);
        AppPasswordsPage later = _pages.Last<AppPasswordsPage>();

        Assert.Equal((200, "alice"), ((int)answer.StatusCode, made.NewName));
        Assert.Null(made.Error);
        HtpasswdAppPassword one = Assert.Single(later.AppPasswords);
        Assert.Equal("backup", one.Name);
        Assert.Equal(["/inner", "/other"], one.Paths);
        Assert.Equal(["GET", "HEAD"], one.Methods);
        Assert.Equal(TimeSpan.FromDays(30), one.Expires - one.Created);
        Assert.Null(later.NewPassword);
        Assert.Equal(HttpStatusCode.OK, await site.Client(password: made.NewPassword!).StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client(password: made.NewPassword!).StatusAsync("/"));
    }

    [Fact]
    public async Task Empty_fields_mean_everything_and_for_ever()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();

        await alice.FormAsync(Page, ("name", "all"), ("paths", ""), ("methods", ""), ("days", ""));

        HtpasswdAppPassword one = Assert.Single(_pages.Last<AppPasswordsPage>().AppPasswords);
        Assert.Empty(one.Paths);
        Assert.Empty(one.Methods);
        Assert.Null(one.Expires);
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "  ")]
    [InlineData("paths", "inner")]
    [InlineData("paths", "/a\n/../b")]
    [InlineData("methods", "G E T")]
    [InlineData("days", "0")]
    [InlineData("days", "3661")]
    [InlineData("days", "3o")]
    [InlineData("days", "-1")]
    [InlineData("days", "99999999999999")]
    public async Task Wrong_field_is_named_and_nothing_typed_is_lost(string field, string value)
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();
        Dictionary<string, string> fields = new() { ["name"] = "backup", ["paths"] = "/a\n/b", ["methods"] = "GET", ["days"] = "7" };
        fields[field] = value;

        HttpResponseMessage answer = await alice.FormAsync(Page, [.. fields.Select(one => (one.Key, one.Value))]);

        AppPasswordsPage page = _pages.Last<AppPasswordsPage>();
        Assert.Equal((422, "app-password-invalid", field), ((int)answer.StatusCode, page.Error!.Code, page.Error.Field));
        Assert.Equal((fields["name"], fields["paths"], fields["days"]), (page.Typed!.Name, page.Typed.Paths, page.Typed.Days));
        Assert.Equal([fields["methods"]], page.Typed.Methods);
        Assert.Empty(page.AppPasswords);
        Assert.Null(page.NewPassword);
    }

    [Fact]
    public async Task One_too_many_is_refused_with_the_list_to_choose_from()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();
        site.ChangeUser("alice", held => held with
        {
            AppPasswords = [.. Enumerable.Range(0, 32).Select(number => AppPassword.Create("alice", $"{number}", site.Time.GetUtcNow(), out _))],
        });

        HttpResponseMessage answer = await alice.FormAsync(Page, ("name", "one more"));

        AppPasswordsPage page = _pages.Last<AppPasswordsPage>();
        Assert.Equal((409, "too-many-app-passwords", 32), ((int)answer.StatusCode, page.Error!.Code, page.Error.Limit));
        Assert.Equal("one more", page.Typed!.Name);
    }

    [Fact]
    public async Task Form_removes_one_and_leads_back_to_the_list_also_when_it_is_gone_already()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();
        await alice.FormAsync(Page, ("name", "one"));
        AppPasswordsPage page = _pages.Last<AppPasswordsPage>();
        string removal = page.Site.Links.AppPasswordRemoval(page.AppPasswords[0].Id);

        foreach (HttpResponseMessage answer in new[] { await alice.FormAsync(removal), await alice.FormAsync(removal) })
        {
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Equal(Page, answer.Headers.Location!.OriginalString);
        }

        await alice.NavigateAsync(Page);
        Assert.Empty(_pages.Last<AppPasswordsPage>().AppPasswords);
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(password: page.NewPassword!).StatusAsync("/inner"));
    }

    [Fact]
    public async Task Nobody_removes_what_is_somebody_else_s()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();
        FactorClient bob = await site.BobSignedInAsync();
        await alice.FormAsync(Page, ("name", "one"));
        AppPasswordsPage page = _pages.Last<AppPasswordsPage>();

        await bob.FormAsync(page.Site.Links.AppPasswordRemoval(page.AppPasswords[0].Id));

        Assert.Equal(HttpStatusCode.OK, await site.Client(password: page.NewPassword!).StatusAsync("/inner"));
    }

    private FactorSite Site() => new(SecondFactorMode.Required) { Services = _pages.Register };
}
