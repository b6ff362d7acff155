using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Files that Apache's htpasswd wrote open our site, asked by curl, with the right password only.</summary>
public sealed class HtpasswdFileTests : IDisposable
{
    // Eight bytes, so that DES crypt reads all of it, and some of them beyond ASCII.
    private const string Password = "Grün-47";

    private readonly TempDirectory _directory = new();

    private string UserFile => _directory.File("users.htpasswd");

    [Theory]
    [InlineData("-m")]
    [InlineData("-B")]
    [InlineData("-B -C 4")]
    [InlineData("-2")]
    [InlineData("-2 -r 1000")]
    [InlineData("-5")]
    [InlineData("-5 -r 2000")]
    [InlineData("-d")]
    [InlineData("-s")]
    public async Task Right_password_alone_opens_the_site(string flags)
    {
        Htpasswd.Succeed([.. flags.Split(' '), "-cb", UserFile, "alice", Password]);
        Htpasswd.Succeed([.. flags.Split(' '), "-b", UserFile, "bob", "another"]);
        await using KestrelSite site = await KestrelSite.StartAsync(UserFile);

        Assert.Equal("inside\n", Curl.Body(site.Url, "alice:" + Password));
        Assert.Equal(200, Curl.Status(site.Url, "bob:another"));
        string[] refused = ["alice:wrong", "alice:", "alice:Grün-4", "alice:another", "Alice:" + Password, "carol:" + Password, "carol:", ":" + Password];
        foreach (string credentials in refused)
        {
            Assert.True(Curl.Status(site.Url, credentials) == 401, credentials);
        }

        Assert.Equal(401, Curl.Status(site.Url));
        Assert.Equal(flags == "-d" ? 200 : 401, Curl.Status(site.Url, $"alice:{Password}x"));
    }

    [Theory]
    [InlineData("-B -C 4")]
    [InlineData("-s")]
    public async Task Empty_password_is_a_password(string flags)
    {
        Htpasswd.Succeed([.. flags.Split(' '), "-cb", UserFile, "alice", ""]);
        await using KestrelSite site = await KestrelSite.StartAsync(UserFile);

        Assert.Equal(200, Curl.Status(site.Url, "alice:"));
        Assert.Equal(401, Curl.Status(site.Url, "alice:x"));
    }

    [Fact]
    public async Task Plaintext_of_htpasswd_opens_the_site_only_by_option()
    {
        Htpasswd.Succeed("-p", "-cb", UserFile, "alice", Password);
        await using KestrelSite closed = await KestrelSite.StartAsync(UserFile);
        await using KestrelSite open = await KestrelSite.StartAsync(UserFile, options => options.AllowPlaintext = true);

        Assert.Equal(401, Curl.Status(closed.Url, "alice:" + Password));
        Assert.Equal(200, Curl.Status(open.Url, "alice:" + Password));
        Assert.Equal(401, Curl.Status(open.Url, "alice:wrong"));
    }

    [Fact]
    public async Task Longest_password_of_htpasswd_opens_the_site()
    {
        string password = string.Concat(Enumerable.Repeat("ü", 127)) + "x";
        Assert.Equal(255, Encoding.UTF8.GetByteCount(password));
        Htpasswd.Succeed("-5", "-cb", UserFile, "alice", password);
        await using KestrelSite site = await KestrelSite.StartAsync(UserFile);

        Assert.Equal(200, Curl.Status(site.Url, "alice:" + password));
        Assert.Equal(401, Curl.Status(site.Url, "alice:" + password[..^1]));
    }

    public void Dispose() => _directory.Dispose();
}
