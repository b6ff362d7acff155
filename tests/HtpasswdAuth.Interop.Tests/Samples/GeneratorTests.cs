using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>What the sample's page says is true: the line opens Apache's tools and servers, and its settings are read as they are.</summary>
public sealed class GeneratorTests
{
    private const string Sample = "Generator";
    private const string Password = "Grün-47";
    private const string Realm = "Ann's \"boat\" \\ for $5 %{x}";
    private const string RealmInHeader = "Ann's \\\"boat\\\" \\\\ for $5 %{x}";

    [Fact]
    public async Task Lines_of_every_algorithm_open_htpasswd_and_httpd_with_the_right_password_only()
    {
        string[] algorithms = ["bcrypt", "sha512", "sha256", "apr1", "md5", "sha1", "des"];
        using TempDirectory directory = new();
        WorldReadable.Make(directory.Path);
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        using CurlBrowser browser = new();
        string lines = string.Join('\n', algorithms.Select(algorithm => TextOf(Make(browser, site, algorithm, name: algorithm), "line")));
        string userFile = directory.Write("users.htpasswd", lines + "\n");
        await using HttpdServer httpd = await HttpdServer.StartAsync(userFile);

        foreach (string algorithm in algorithms)
        {
            Assert.Equal(0, Htpasswd.Run("-vb", userFile, algorithm, Password));
            Assert.Equal(3, Htpasswd.Run("-vb", userFile, algorithm, Password[..^1]));
            Assert.Equal(200, await RawHttp.SignInAsync(httpd, algorithm, Password));
            Assert.Equal(401, await RawHttp.SignInAsync(httpd, algorithm, Password[..^1]));
        }
    }

    [Fact]
    public async Task Settings_open_httpd_and_nginx_and_they_show_the_realm_as_it_was_typed()
    {
        using TempDirectory directory = new();
        WorldReadable.Make(directory.Path);
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        using CurlBrowser browser = new();
        CurlAnswer page = Make(browser, site, "apr1", "grace", Realm);
        string userFile = directory.Write("users.htpasswd", TextOf(page, "line") + "\n");
        string[] nginxLines = TextOf(page, "nginx").Replace("/etc/nginx/users.htpasswd", userFile, StringComparison.Ordinal).Split('\n');

        await using HttpdServer httpd = await HttpdServer.StartWithAsync(TextOf(page, "apache").Replace("/etc/apache2/users.htpasswd", userFile, StringComparison.Ordinal));
        await using NginxServer nginx = await NginxServer.StartWithAsync(string.Join('\n', nginxLines[1..]), nginxLines[0]);

        foreach (IPageServer server in (IPageServer[])[httpd, nginx])
        {
            Assert.Equal($"Basic realm=\"{RealmInHeader}\"", browser.Navigate($"http://127.0.0.1:{server.Port}/page.txt").Header("WWW-Authenticate"));
            Assert.Equal(200, await RawHttp.SignInAsync(server, "grace", Password));
        }
    }

    [Fact]
    public async Task Digest_line_and_its_settings_open_httpd_with_the_right_password_only()
    {
        using TempDirectory directory = new();
        WorldReadable.Make(directory.Path);
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        using CurlBrowser browser = new();
        CurlAnswer page = Make(browser, site, "digest-md5", "grace", "Saltmarsh Ferry");
        string userFile = directory.Write("users.htdigest", TextOf(page, "line") + "\n");

        await using HttpdServer httpd = await HttpdServer.StartWithAsync(TextOf(page, "apache").Replace("/etc/apache2/users.htdigest", userFile, StringComparison.Ordinal));

        string address = $"http://127.0.0.1:{httpd.Port}/page.txt";
        Assert.Equal("200", ExternalTool.Run("curl", Digest(address, Password)).Output);
        Assert.Equal("401", ExternalTool.Run("curl", Digest(address, "wrong")).Output);
    }

    [Fact]
    public async Task Readme_says_where_it_is()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(SampleFiles.Source(Sample), "README.md"));

        Assert.Contains("http://localhost:5082", readme, StringComparison.Ordinal);
        Assert.Contains("http://localhost:5082", await File.ReadAllTextAsync(Path.Combine(SampleFiles.Source(Sample), "Program.cs")), StringComparison.Ordinal);
    }

    private static string[] Digest(string address, string password) =>
        ["--silent", "--noproxy", "*", "--digest", "--user", $"grace:{password}", "--output", "/dev/null", "--write-out", "%{http_code}", address];

    private static CurlAnswer Make(CurlBrowser browser, SampleSite site, string algorithm, string name, string realm = "")
    {
        CurlAnswer made = browser.Post(site.Url + "/", ("userName", name), ("password", Password), ("algorithm", algorithm), ("cost", ""), ("realm", realm));
        Assert.Equal(200, made.Status);
        return made;
    }

    private static string TextOf(CurlAnswer page, string id) => WebUtility.HtmlDecode(page.Between($"<code id=\"{id}\">", "</code>"));
}
