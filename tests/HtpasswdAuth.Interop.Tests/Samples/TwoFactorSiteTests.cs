using System.Text.Json;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The sample does what its README says, with curl as the browser and oathtool as the phone.</summary>
public sealed partial class TwoFactorSiteTests
{
    private const string Sample = "TwoFactorSite";
    private const string DemoSecret = "DEMOONLYDEMOONLYDEMOONLYDEMOONLY";

    [Fact]
    public async Task Each_door_wants_what_is_written_on_it()
    {
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        using CurlBrowser nobody = new();
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        string code = Phone.Of(DemoSecret).NewCode();

        Assert.Equal(200, nobody.Navigate(site.Url + "/").Status);
        CurlAnswer crew = nobody.Navigate(site.Url + "/crew");
        Assert.Equal(401, crew.Status);
        Assert.Equal("Basic realm=\"Saltmarsh Ferry\", charset=\"UTF-8\"", crew.Header("WWW-Authenticate"));
        Assert.Contains("you are <strong>grace</strong>", grace.Browser.Navigate(site.Url + "/crew").Body, StringComparison.Ordinal);
        grace.Enter(site, code);

        using TwoFactorVisitor elsewhere = TwoFactorVisitor.Grace();
        CurlAnswer refused = elsewhere.GiveCode(site, code);
        Assert.Equal(422, refused.Status);
        Assert.Contains("That code is invalid or was used already.", refused.Body, StringComparison.Ordinal);
        Assert.False(elsewhere.IsIn(site));
    }

    [Fact]
    public async Task Readme_and_console_tell_the_secret_that_works()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(SampleFiles.Source(Sample), "README.md"));
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);

        await Testing.Eventually.IsTrueAsync(() => site.Output.Contains($"oathtool --totp --base32 {DemoSecret}", StringComparison.Ordinal), "the secret on the console");
        Assert.Contains($"oathtool --totp --base32 {DemoSecret}", readme, StringComparison.Ordinal);
        Assert.Contains("| grace | `forfarshire-1838` |", readme, StringComparison.Ordinal);
        Assert.Contains("| ida | `limerock-1858` |", readme, StringComparison.Ordinal);
        foreach (string code in DemoRecoveryCode().Matches(readme).Select(match => match.Value).Distinct())
        {
            using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
            using TwoFactorVisitor elsewhere = TwoFactorVisitor.Grace();
            Assert.Equal(303, grace.GiveRecoveryCode(site, code).Status);
            Assert.True(grace.IsIn(site));
            Assert.Equal(422, elsewhere.GiveRecoveryCode(site, code).Status);
        }
    }

    [Fact]
    public async Task Program_sends_the_code_in_a_header_or_has_a_password_of_its_own()
    {
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        Phone phone = Phone.Of(DemoSecret);
        string code = phone.NewCode();
        string header = $"X-Htpasswd-OTP: {code}";

        CurlAnswer without = grace.Browser.Get(site.Url + TwoFactorVisitor.Cashbox);
        Assert.Equal(403, without.Status);
        Assert.Equal("application/problem+json", without.Header("Content-Type"));
        Assert.Equal("/account/second-factor", JsonDocument.Parse(without.Body).RootElement.GetProperty("page").GetString());
        Assert.Equal(200, grace.Browser.Get(site.Url + TwoFactorVisitor.Cashbox, header).Status);

        using TwoFactorVisitor script = TwoFactorVisitor.Grace();
        CurlAnswer replayed = script.Browser.Get(site.Url + TwoFactorVisitor.Cashbox, header);
        Assert.Equal(403, replayed.Status);
        Assert.Equal("urn:htpasswd:code-wrong", JsonDocument.Parse(replayed.Body).RootElement.GetProperty("type").GetString());

        // The code in the header began a session; another makes a password for a program.
        CurlAnswer made = grace.Browser.PostJsonInSession(
            site.Url, "/account/app-passwords", """{"name":"backup","methods":["GET"]}""", $"X-Htpasswd-OTP: {phone.NewCode()}");
        Assert.Equal(201, made.Status);
        using CurlBrowser backup = new($"grace:{JsonDocument.Parse(made.Body).RootElement.GetProperty("password").GetString()}");
        Assert.Equal(200, backup.Get(site.Url + "/crew").Status);
        Assert.Equal(403, backup.Get(site.Url + TwoFactorVisitor.Cashbox).Status);
        Assert.Equal(401, backup.Get(site.Url + "/account/me").Status);
    }

    [Fact]
    public async Task Who_has_no_second_factor_sets_it_up_and_is_in()
    {
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        using TwoFactorVisitor ida = TwoFactorVisitor.Ida();
        const string Enrolment = "/account/second-factor/enrolment";

        CurlAnswer start = ida.BeSentToForm(site, Enrolment);
        CurlAnswer secret = ida.Browser.Submit(site.Url + Enrolment, start);
        string key = secret.Between("<code id=\"key\">", "</code>");
        string token = CurlBrowser.Field(secret, "token");
        CurlAnswer confirmed = ida.Browser.Submit(site.Url + Enrolment + "/confirm", secret, ("token", token), ("code", Phone.Of(key).NewCode()));

        Assert.Equal(200, confirmed.Status);
        Assert.Equal(RecoveryCodes.Count, confirmed.Body.Split("<li>").Length - 1);
        Assert.True(ida.IsIn(site));
        string stored = files.Accounts();
        Assert.Contains("\"ida\"", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Replace(" ", "", StringComparison.Ordinal), stored, StringComparison.Ordinal);

        using TwoFactorVisitor elsewhere = TwoFactorVisitor.Ida();
        Assert.Equal(303, elsewhere.GiveRecoveryCode(site, confirmed.Between("<li><code>", "</code>")).Status);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_for_whoever_kept_its_cookie()
    {
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        using TwoFactorVisitor thief = TwoFactorVisitor.Grace();
        grace.Enter(site, Phone.Of(DemoSecret).NewCode());
        File.Copy(grace.Browser.Jar, thief.Browser.Jar);
        Assert.True(thief.IsIn(site));

        CurlAnswer form = grace.Browser.Navigate(site.Url + "/account/sign-out");
        CurlAnswer signedOut = grace.Browser.Submit(site.Url + "/account/sign-out", form);

        Assert.Contains("<h1>You are signed out</h1>", signedOut.Body, StringComparison.Ordinal);
        Assert.False(grace.IsIn(site));
        Assert.False(thief.IsIn(site));
        Assert.Equal(200, grace.Browser.Navigate(site.Url + "/crew").Status);
    }

    [GeneratedRegex("DEMO-ONLY-CODE-[A-Z]{4}")]
    private static partial Regex DemoRecoveryCode();
}
