using System.Net;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A password changed on our site while httpd and nginx serve the same file: it counts everywhere at once.</summary>
public sealed class PasswordChangeTests
{
    private const string Old = "correct horse";
    private const string New = "seven green trams at dawn";

    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, "$2y$10$")]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, "$6$")]
    public async Task Upgraded_hash_is_taken_by_httpd_and_by_htpasswd(PasswordHashAlgorithm algorithm, string prefix)
    {
        using var directory = new TempDirectory();
        WorldReadable.Make(directory.Path);
        string userFile = directory.File("users.htpasswd");
        Htpasswd.Succeed("-cbs", userFile, "alice", Old);
        Htpasswd.Succeed("-bm", userFile, "bob", Old);
        string bob = (await File.ReadAllLinesAsync(userFile, TestContext.Current.CancellationToken))[1];
        await using HttpdServer httpd = await HttpdServer.StartAsync(userFile);
        await using KestrelSite ours = await KestrelSite.StartAsync(userFile, options =>
        {
            options.UpgradeHashes = true;
            options.PasswordChange.Algorithm = algorithm;
            options.PasswordChange.Cost = algorithm == PasswordHashAlgorithm.Bcrypt ? 10 : null;
        });

        Assert.Equal(200, await RawHttp.SignInAsync(ours, "alice", Old));
        await Eventually.IsTrueAsync(() => File.ReadAllText(userFile).StartsWith($"alice:{prefix}", StringComparison.Ordinal), "the new hash");

        Assert.Equal((200, 401), (await RawHttp.SignInAsync(httpd, "alice", Old), await RawHttp.SignInAsync(httpd, "alice", New)));
        Htpasswd.Succeed("-vb", userFile, "alice", Old);
        Assert.NotEqual(0, Htpasswd.Run("-vb", userFile, "alice", New));
        Assert.Equal(bob, (await File.ReadAllLinesAsync(userFile, TestContext.Current.CancellationToken))[1]);
    }

    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt)]
    public async Task Changed_password_is_taken_by_all_three_servers_at_once_and_the_old_one_by_none(PasswordHashAlgorithm algorithm)
    {
        using var directory = new TempDirectory();
        WorldReadable.Make(directory.Path);
        string hash = PasswordHash.Create(Encoding.UTF8.GetBytes(Old), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 5));
        string userFile = directory.Write("users.htpasswd", $"# staff\nalice:{hash}\nbob:{hash}\n");
        await using HttpdServer httpd = await HttpdServer.StartAsync(userFile);
        await using NginxServer nginx = await NginxServer.StartAsync(userFile);
        await using KestrelSite ours = await KestrelSite.StartAsync(userFile, options => options.PasswordChange.Algorithm = algorithm);
        IPageServer[] all = [httpd, nginx, ours];
        foreach (IPageServer server in all)
        {
            Assert.Equal(200, await RawHttp.SignInAsync(server, "alice", Old));
        }

        using var client = new HttpClient();
        using var body = new StringContent($$"""{"userName":"alice","currentPassword":"{{Old}}","newPassword":"{{New}}"}""", Encoding.UTF8, "application/json");
        HttpResponseMessage answer = await client.PostAsync(new Uri($"http://127.0.0.1:{ours.Port}/account/password"), body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        foreach (IPageServer server in all)
        {
            Assert.Equal((200, 401, 200), (await RawHttp.SignInAsync(server, "alice", New), await RawHttp.SignInAsync(server, "alice", Old), await RawHttp.SignInAsync(server, "bob", Old)));
        }
    }
}
