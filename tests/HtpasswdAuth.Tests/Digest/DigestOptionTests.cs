using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

/// <summary>Groups and the change of passwords behind Digest, as configuration sets them.</summary>
public sealed class DigestOptionTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Settings_bind_from_configuration()
    {
        HtdigestOptions options = await StartAsync(new()
        {
            ["GroupFile"] = "conf/groups",
            ["PasswordChange:MaxAge"] = "90.00:00:00",
            ["PasswordChange:UserNamePattern"] = "[a-z]+",
            ["PasswordChange:TargetPath"] = "/welcome",
            ["PasswordChange:Policy:MinLength"] = "16",
            ["PasswordChange:Policy:BreachedPasswordsFile"] = "breached",
            ["PasswordChange:Policy:SiteWords:0"] = "observatory",
        });

        PasswordChangeOptions change = options.PasswordChange;
        Assert.Equal(
            (_directory.File("conf/groups"), _directory.File("breached")),
            (options.GroupFile, change.Policy.BreachedPasswordsFile));
        Assert.Equal(
            (TimeSpan.FromDays(90), "[a-z]+", "/welcome", 16, "observatory"),
            (change.MaxAge, change.UserNamePattern, change.TargetPath, change.Policy.MinLength, Assert.Single(change.Policy.SiteWords)));
    }

    [Theory]
    [InlineData("PasswordChange:Algorithm", "Sha512Crypt", "of no use with Digest")]
    [InlineData("PasswordChange:Cost", "12", "of no use with Digest")]
    [InlineData("PasswordChange:DigestFile", "other.htdigest", "of no use with Digest")]
    [InlineData("PasswordChange:DigestRealm", "Staff", "of no use with Digest")]
    [InlineData("PasswordChange:MaxAge", "01:00:00", "PasswordChange.MaxAge must be a day or more.")]
    [InlineData("PasswordChange:TargetPath", "https://evil.example/", "PasswordChange.TargetPath must be a path of this site")]
    [InlineData("PasswordChange:Policy:SiteWords:first", "x", "is no setting of this scheme.")]
    [InlineData("PasswordChange:Policy:BreachedPasswordsFile", "wwwroot/breached", "BreachedPasswordsFile lies under the web root")]
    [InlineData("GroupFile", "wwwroot/groups", "GroupFile lies under the web root")]
    public async Task What_is_wrong_is_said_at_start(string key, string value, string error)
    {
        Directory.CreateDirectory(_directory.File("wwwroot"));

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new() { [key] = value }));

        Assert.Contains(error, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    /// <summary>A response counts once, and a proxy may ask twice about one request.</summary>
    [Fact]
    public async Task Forward_auth_is_refused_with_the_reason()
    {
        await using WebApplication app = Build([]);

        var refused = Assert.Throws<InvalidOperationException>(
            () => app.MapForwardAuth(configure: options => options.AuthenticationScheme = HtdigestDefaults.AuthenticationScheme));

        Assert.Contains("replay", refused.Message, StringComparison.Ordinal);
        Assert.Contains("AddHtpasswd", refused.Message, StringComparison.Ordinal);
    }

    private async Task<HtdigestOptions> StartAsync(Dictionary<string, string?> settings)
    {
        await using WebApplication app = Build(settings);
        await app.StartAsync();
        return app.Services.GetRequiredService<IOptionsMonitor<HtdigestOptions>>().Get(HtdigestDefaults.AuthenticationScheme);
    }

    private WebApplication Build(Dictionary<string, string?> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = _directory.Path,
            WebRootPath = Directory.Exists(_directory.File("wwwroot")) ? "wwwroot" : null,
        });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting =>
            KeyValuePair.Create($"Authentication:Schemes:Htdigest:{setting.Key}", setting.Value)));
        AccountKeeping.AddTo(builder.Services, isNeeded: true);
        builder.Services.AddRouting();
        builder.Services.AddAuthentication().AddHtdigest("users.htdigest");
        return builder.Build();
    }
}
