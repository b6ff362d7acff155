using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

/// <summary>
/// An account database that is not beside the password file lies where other files of a site do: below its content root, and not below its
/// web root.
/// </summary>
public sealed class AccountDatabasePlaceTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public AccountDatabasePlaceTests()
    {
        Directory.CreateDirectory(_directory.File("wwwroot"));
        _directory.Write("users.htpasswd", "alice:{SHA}x\n");
        _directory.Write("users.htdigest", "alice:Realm:00000000000000000000000000000000\n");
    }

    [Theory]
    [InlineData("data/accounts.db")]
    [InlineData("wwwroot/../data/accounts.db")]
    public async Task Relative_path_is_one_of_the_content_root(string path)
    {
        Directory.CreateDirectory(_directory.File("data"));

        await StartAsync(path);

        Assert.True(File.Exists(_directory.File("data/accounts.db")));
        Assert.False(File.Exists(_directory.File("users.htpasswd.db")));
    }

    [Theory]
    [InlineData("wwwroot/accounts.db")]
    [InlineData("WWWROOT/accounts.db")]
    public async Task Path_under_the_web_root_is_refused_at_start(string path)
    {
        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(path));

        Assert.Contains(
            "The account database (HtpasswdSqliteOptions.Path) lies under the web root",
            Assert.Single(refused.Failures),
            StringComparison.Ordinal);
        Assert.Contains("Move it out", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.File("wwwroot")));
    }

    [Fact]
    public async Task Link_to_a_database_under_the_web_root_is_refused_at_start()
    {
        _directory.Write("wwwroot/accounts.db", "");
        File.CreateSymbolicLink(_directory.File("accounts.db"), _directory.File("wwwroot/accounts.db"));

        await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync("accounts.db"));
    }

    [Fact]
    public async Task Path_under_the_web_root_is_refused_for_a_digest_file_too()
    {
        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync("wwwroot/accounts.db", authentication => authentication.AddHtdigest("users.htdigest")));

        Assert.Contains("lies under the web root", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_file_under_the_web_root_is_one_mistake_although_its_database_is_beside_it()
    {
        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(path: null, authentication => authentication.AddHtpasswd("wwwroot/users.htpasswd")));

        Assert.Contains("UserFile lies under the web root", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private async Task StartAsync(string? path, Action<Microsoft.AspNetCore.Authentication.AuthenticationBuilder>? add = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = _directory.Path, WebRootPath = "wwwroot" });
        builder.WebHost.UseTestServer();
        builder.Services.AddHtpasswdSqlite(options => options.Path = path);
        (add ?? (static authentication => authentication.AddHtpasswd("users.htpasswd")))(builder.Services.AddAuthentication());
        await using WebApplication app = builder.Build();
        await app.StartAsync();
    }
}
