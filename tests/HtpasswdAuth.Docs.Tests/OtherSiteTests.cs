using System.Net;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>The rest of the sites of the pages: they start, and answer as the sentence beside them says.</summary>
public sealed class OtherSiteTests : IDisposable
{
    private static readonly (string, string)[] AskedByNginx = [("X-Original-URI", "/wiki"), ("X-Original-Method", "GET")];
    private static readonly (string, string)[] AskedByTraefik = [("X-Forwarded-Uri", "/wiki"), ("X-Forwarded-Method", "GET")];

    private readonly TempDirectory _directory = new();

    public OtherSiteTests() => DocSite.WriteUsers(_directory);

    [Fact]
    public async Task Handler_of_another_package_takes_a_password_over_plain_http_and_only_refuses_to_ask_for_it()
    {
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.AddAuthorization();
        string hash = File.ReadAllLines(_directory.File("users.htpasswd"))[0].Split(':')[1];
        WebApplication before = FromDotnetPage.Before(builder, new Dictionary<string, string> { ["alice"] = hash });
        before.MapGet("/", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();
        await using DocSite site = await DocSite.StartAsync(before);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, await site.StatusAsync("/"));
        Assert.Equal("alice", await site.TextAsync("/", "alice"));
    }

    [Fact]
    public async Task File_takes_the_place_of_the_callback()
    {
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.AddAuthorization();
        WebApplication app = FromDotnetPage.After(builder);
        app.MapGet("/", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/"));
        Assert.Equal("alice", await site.TextAsync("/", "alice"));
    }

    [Fact]
    public async Task Client_behind_a_proxy_is_not_taken_for_the_proxy()
    {
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        WebApplication app = GroupsAndRulesPage.BehindProxy(builder);
        app.MapGet("/", () => "Behind");
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal("Behind", await site.TextAsync("/", "alice"));
        Assert.Equal("Behind", await site.TextAsync("/", "alice", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https")));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/", "alice", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "http")));
    }

    [Fact]
    public async Task Each_scheme_has_its_own_file()
    {
        File.Move(_directory.File("users.htpasswd"), _directory.File("staff.htpasswd"));
        _directory.Write("guests.htpasswd", "");
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.AddAuthorization();
        WebApplication app = ConfigurationPage.SeveralFiles(builder);
        app.MapGet("/staff", () => "Staff").RequireAuthorization(policy => policy.AddAuthenticationSchemes("Staff").RequireAuthenticatedUser());
        app.MapGet("/guests", () => "Guests").RequireAuthorization(policy => policy.AddAuthenticationSchemes("Guests").RequireAuthenticatedUser());
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal("Staff", await site.TextAsync("/staff", "alice"));
        Assert.NotEqual(HttpStatusCode.OK, await site.StatusAsync("/guests", "alice"));
    }

    [Fact]
    public async Task Account_endpoints_are_mapped_for_each_scheme_at_its_address()
    {
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd").AddHtpasswd("Staff", options => options.UserFile = "users.htpasswd");
        WebApplication app = builder.Build();
        ConfigurationPage.Account(app);
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Contains("\"user\":\"alice\"", await site.TextAsync("/api/account/me", "alice"), StringComparison.Ordinal);
        Assert.Contains("\"user\":\"alice\"", await site.TextAsync("/account/me", "alice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_with_a_second_factor_asks_for_digest()
    {
        _directory.Write("users.htdigest", "alice:Restricted:0123456789abcdef0123456789abcdef\n");
        await using DocSite site = await DocSite.StartAsync(DigestPage.SecondFactor(DocSite.NewBuilder(_directory)));

        using HttpResponseMessage answer = await site.GetAsync("/account/me");
        Assert.StartsWith("Digest ", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traefik_is_believed_by_its_own_headers_only()
    {
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        WebApplication app = builder.Build();
        ForwardAuthPage.Traefik(app);
        await using DocSite site = await DocSite.StartAsync(app);

        Assert.Equal(HttpStatusCode.NoContent, await site.StatusAsync("/auth", "alice", AskedByTraefik));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/auth", "alice", AskedByNginx));
    }

    [Fact]
    public async Task Portal_for_proxies_elsewhere_and_portal_for_several_hosts_start()
    {
        WebApplicationBuilder elsewhere = DocSite.NewBuilder(_directory);
        elsewhere.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        await using (DocSite site = await DocSite.StartAsync(ForwardAuthPage.Elsewhere(elsewhere)))
        {
            Assert.Equal(HttpStatusCode.NoContent, await site.StatusAsync("/auth", "alice", AskedByNginx));
        }

        await using DocSite hosts = await DocSite.StartAsync(ForwardAuthPage.SeveralHosts(DocSite.NewBuilder(_directory)));
        Assert.Equal(HttpStatusCode.Unauthorized, await hosts.StatusAsync("/auth", null, AskedByNginx));
    }

    [Fact]
    public async Task Texts_of_the_site_itself_add_a_language()
    {
        WebApplicationBuilder builder = DocSite.NewBuilder(_directory);
        PagesPage.Texts(builder);
        await using DocSite site = await DocSite.StartAsync(PasswordChangePage.Change(builder));

        Assert.Contains("Uw account hier", await site.TextAsync("/account?ui_locales=nl", "alice"), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
