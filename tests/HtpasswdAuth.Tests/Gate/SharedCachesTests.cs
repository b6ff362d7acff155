using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth.Tests;

/// <summary>What one user is answered is not handed to others by a cache on the way.</summary>
public sealed class SharedCachesTests
{
    [Theory]
    [InlineData(null, "private")]
    [InlineData("", "private")]
    [InlineData("max-age=60", "max-age=60, private")]
    [InlineData("max-age=31536000, immutable", "max-age=31536000, immutable, private")]
    [InlineData("s-maxage=60", "s-maxage=60, private")]
    [InlineData("private=\"Set-Cookie\"", "private=\"Set-Cookie\", private")]
    [InlineData("no-cache=\"a, public, b\", max-age=5", "no-cache=\"a, public, b\", max-age=5, private")]
    [InlineData("publicly, privately", "publicly, privately, private")]
    [InlineData("public, max-age=60", "public, max-age=60")]
    [InlineData("max-age=60,PUBLIC", "max-age=60,PUBLIC")]
    [InlineData("Private", "Private")]
    [InlineData("no-store", "no-store")]
    [InlineData(" no-cache ", " no-cache ")]
    public void Private_is_added_where_the_site_has_not_said_who_may_keep_it(string? written, string expected)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        if (written is not null)
        {
            headers.CacheControl = written;
        }

        SharedCaches.MarkPrivate(headers);
        SharedCaches.MarkPrivate(headers);

        Assert.Equal(expected, headers.CacheControl.ToString());
    }

    [Fact]
    public void All_fields_count_where_there_are_several()
    {
        IHeaderDictionary open = new HeaderDictionary { ["Cache-Control"] = new StringValues(["max-age=60", "public"]) };
        IHeaderDictionary silent = new HeaderDictionary { ["Cache-Control"] = new StringValues(["max-age=60", "immutable"]) };

        SharedCaches.MarkPrivate(open);
        SharedCaches.MarkPrivate(silent);

        Assert.Equal("max-age=60|public", string.Join('|', open.CacheControl.ToArray()));
        Assert.Equal("max-age=60|immutable|private", string.Join('|', silent.CacheControl.ToArray()));
    }

    [Theory]
    [InlineData("/none", "private")]
    [InlineData("/asset", "max-age=60, private")]
    [InlineData("/public", "public, max-age=60")]
    [InlineData("/missing", "private")]
    public async Task What_passes_the_gate_by_a_password_is_private(string path, string expected)
    {
        await using TestSite site = Site(app => app.UseHtpasswd());

        for (int i = 0; i < 2; i++)
        {
            HttpResponseMessage response = await site.SignInAsync(path: path);
            Assert.Equal(expected, Assert.Single(response.Headers.NonValidated["Cache-Control"]));
        }
    }

    [Fact]
    public async Task What_passes_htaccess_rules_by_a_password_is_private_whatever_answers_it()
    {
        await using TestSite site = new()
        {
            Files = folder =>
            {
                File.WriteAllText(Path.Combine(folder, ".htaccess"), $"AuthType Basic\nAuthName x\nAuthUserFile {folder}/users.htpasswd\nRequire valid-user\n");
                File.WriteAllText(Path.Combine(folder, "file.txt"), "tides");
            },
            Pipeline = app =>
            {
                app.UseHtaccess(".");
                MapAnswers(app);
            },
        };

        Assert.Equal("private", (await site.SignInAsync(path: "/file.txt")).Headers.CacheControl?.ToString());
        Assert.Equal("private", (await site.SignInAsync(path: "/none")).Headers.CacheControl?.ToString());
        Assert.Equal("no-store", (await site.GetAsync(path: "/none")).Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Open_paths_are_as_the_site_has_them()
    {
        await using TestSite site = Site(app => app.UseHtpasswd(gate => gate.Open("/none")));

        Assert.Null((await site.GetAsync(path: "/none")).Headers.CacheControl);
    }

    [Fact]
    public async Task Output_cache_before_the_gate_keeps_neither_answers_nor_refusals()
    {
        var row = new GateRow("output cache", "/secret", app =>
        {
            app.UseOutputCache();
            app.UseHtpasswd();
            app.MapGet("/secret", () => GatedSite.Secret).CacheOutput();
        })
        { Services = GreedyCache.Add };
        await using GatedSite site = await GatedSite.StartAsync(row);

        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("GET", "/secret", TestSite.Basic(TestSite.UserName, TestSite.Password))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SendAsync("GET", "/secret", authorization: null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("GET", "/secret", TestSite.Basic(TestSite.UserName, TestSite.Password))).Status);
    }

    private static TestSite Site(Action<WebApplication> gate) => new()
    {
        Pipeline = app =>
        {
            gate(app);
            MapAnswers(app);
        },
    };

    private static void MapAnswers(WebApplication app)
    {
        app.MapGet("/none", () => "none");
        app.MapGet("/asset", (HttpContext context) => Answer(context, "max-age=60"));
        app.MapGet("/public", (HttpContext context) => Answer(context, "public, max-age=60"));
    }

    private static string Answer(HttpContext context, string cacheControl)
    {
        context.Response.Headers.CacheControl = cacheControl;
        return "answer";
    }
}
