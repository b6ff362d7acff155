using System.Net;
using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Real clients and Apache's own tool and server, on the same digest files.</summary>
public sealed class DigestTests
{
    private const string Realm = "Club \"house\"";

    // HttpClient hashes a realm with the backslashes of the challenge left in, so it cannot sign in to one that has quotes: docs/digest.md.
    private const string PlainRealm = "Club house";

    [Theory]
    [InlineData(DigestAlgorithm.Md5, false)]
    [InlineData(DigestAlgorithm.Sha256, false)]
    [InlineData(DigestAlgorithm.Md5, true)]
    [InlineData(DigestAlgorithm.Sha256, true)]
    public async Task Curl_signs_in(DigestAlgorithm algorithm, bool sessionVariant)
    {
        using var directory = new TempDirectory();
        await using DigestSite site = await DigestSite.StartAsync(
            directory.Write("users", Line(algorithm, "alice", "s\"ecret")), Realm, options => options.UseSessionVariants = sessionVariant);

        Assert.Equal("200", CurlStatus(site.Url, "alice:s\"ecret"));
        Assert.Equal("401", CurlStatus(site.Url, "alice:secret"));
        Assert.Equal("401", CurlStatus(site.Url, "bob:s\"ecret"));
        Assert.Equal("200", CurlStatus(site.Url, "alice:s\"ecret", "--data", "x=1"));
    }

    [Theory]
    [InlineData(DigestAlgorithm.Md5)]
    [InlineData(DigestAlgorithm.Sha256)]
    public async Task Curl_signs_in_where_realm_name_and_password_have_quotes_and_backslashes(DigestAlgorithm algorithm)
    {
        const string Odd = @"The ""old"" \ house";
        using var directory = new TempDirectory();
        await using DigestSite site = await DigestSite.StartAsync(directory.Write("users", Line(algorithm, @"al""i\ce", @"s""e\cret", Odd)), Odd);

        Assert.Equal("200", CurlStatus(site.Url, @"al""i\ce:s""e\cret"));
        Assert.Equal("401", CurlStatus(site.Url, @"al""i\ce:s""ecret"));
        Assert.Equal("401", CurlStatus(site.Url, @"al""ice:s""e\cret"));
    }

    [Theory]
    [InlineData(DigestAlgorithm.Md5, false, false)]
    [InlineData(DigestAlgorithm.Sha256, false, false)]
    [InlineData(DigestAlgorithm.Sha256, true, false)]
    [InlineData(DigestAlgorithm.Sha256, false, true)]
    public async Task Dotnet_signs_in_many_times_at_once(DigestAlgorithm algorithm, bool userHash, bool sessionVariant)
    {
        using var directory = new TempDirectory();
        await using DigestSite site = await DigestSite.StartAsync(
            directory.Write("users", Line(algorithm, "Jäsøn", "pass", PlainRealm)),
            PlainRealm,
            options => (options.UserHash, options.UseSessionVariants) = (userHash, sessionVariant));
        using var handler = new SocketsHttpHandler { UseProxy = false, Credentials = new CredentialCache { { new Uri(site.Url), "Digest", new NetworkCredential("Jäsøn", "pass") } } };
        using var client = new HttpClient(handler);

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => client.GetAsync(new Uri(site.Url), TestContext.Current.CancellationToken)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task File_of_apaches_htdigest_is_served_by_us_and_by_httpd()
    {
        using var directory = new TempDirectory();
        WorldReadable.Make(directory.Path);
        string file = directory.File("users");
        Htdigest("-c", file, "Members", "alice");
        Htdigest(file, "Members", "bob");
        WorldReadable.Make(file);
        await using HttpdServer httpd = await HttpdServer.StartDigestAsync(file, "Members");
        await using DigestSite site = await DigestSite.StartAsync(file, "Members");

        foreach (string url in new[] { site.Url, $"http://127.0.0.1:{httpd.Port}/page.txt" })
        {
            Assert.Equal("200", CurlStatus(url, "alice:pw"));
            Assert.Equal("200", CurlStatus(url, "bob:pw"));
            Assert.Equal("401", CurlStatus(url, "bob:other"));
            Assert.Equal("401", CurlStatus(url, "carol:pw"));
        }
    }

    [Fact]
    public async Task File_of_our_editor_is_served_by_httpd()
    {
        using var directory = new TempDirectory();
        WorldReadable.Make(directory.Path);
        var editor = new HtdigestFileEditor(Encoding.UTF8.GetBytes("# members\nbob:Other:x\n"));
        string[] fields = Line(DigestAlgorithm.Md5, "alice", "pw", "Members").Split(':');
        editor.Set("alice"u8, "Members"u8, Encoding.ASCII.GetBytes(fields[2].Trim()));
        string file = directory.File("users");
        await File.WriteAllBytesAsync(file, editor.ToArray(), TestContext.Current.CancellationToken);
        WorldReadable.Make(file);
        await using HttpdServer httpd = await HttpdServer.StartDigestAsync(file, "Members");
        await using DigestSite site = await DigestSite.StartAsync(file, "Members");

        Assert.Equal("200", CurlStatus($"http://127.0.0.1:{httpd.Port}/page.txt", "alice:pw"));
        Assert.Equal("200", CurlStatus(site.Url, "alice:pw"));
    }

    [Fact]
    public async Task Curl_signs_in_by_basic_over_the_digest_file()
    {
        using var directory = new TempDirectory();
        await using DigestSite site = await DigestSite.StartAsync(
            directory.Write("users", Line(DigestAlgorithm.Sha256, "alice", "pw")), Realm, options => options.AllowBasic = true);

        Assert.Equal("200", CurlStatus(site.Url, "alice:pw", "--basic"));
        Assert.Equal("401", CurlStatus(site.Url, "alice:no", "--basic"));
        Assert.Equal("200", CurlStatus(site.Url, "alice:pw", "--anyauth"));
    }

    private static string CurlStatus(string url, string userAndPassword, params string[] more) =>
        ExternalTool.Run(
            "curl",
            ["--silent", "--noproxy", "*", "--digest", .. more, "--output", "/dev/null", "--write-out", "%{http_code}", "--user", userAndPassword, url]).Output;

    /// <summary>Without a terminal it reads the password twice from its input.</summary>
    private static void Htdigest(params string[] arguments)
    {
        ExternalTool.Require("htdigest");
        ToolResult result = ExternalTool.Run("setsid", ["--wait", "htdigest", .. arguments], "pw\npw\n"u8.ToArray());
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private static string Line(DigestAlgorithm algorithm, string user, string password, string realm = Realm)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{user}:{realm}:{password}");
        return $"{user}:{realm}:{Convert.ToHexStringLower(algorithm == DigestAlgorithm.Md5 ? MD5.HashData(text) : SHA256.HashData(text))}\n";
    }
}
