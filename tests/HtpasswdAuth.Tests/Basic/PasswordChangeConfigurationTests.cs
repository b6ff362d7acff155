using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

/// <summary>The options of changing passwords, as configuration sets them.</summary>
public sealed class PasswordChangeConfigurationTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_setting_binds_from_configuration()
    {
        PasswordChangeOptions change = (await StartAsync(new()
        {
            ["Algorithm"] = "sha512crypt",
            ["Cost"] = "6000",
            ["DigestFile"] = "conf/users.htdigest",
            ["DigestRealm"] = "Staff",
            ["MaxAge"] = "90.00:00:00",
            ["UserNamePattern"] = "[a-z]+",
            ["TargetPath"] = "/welcome?a=b",
            ["MaxConcurrentChanges"] = "3",
            ["MaxQueuedChanges"] = "4",
            ["Policy:MinLength"] = "16",
            ["Policy:MinLengthWithSecondFactor"] = "9",
            ["Policy:MaxLength"] = "100",
            ["Policy:RefuseCommonPasswords"] = "false",
            ["Policy:MinStrength"] = "2",
            ["Policy:BreachedPasswordsFile"] = "breached",
            ["Policy:SiteWords:0"] = "observatory",
            ["Policy:SiteWords:1"] = "telescope",
        })).PasswordChange;

        Assert.Equal((PasswordHashAlgorithm.Sha512Crypt, 6000, TimeSpan.FromDays(90)), (change.Algorithm, change.Cost, change.MaxAge));
        Assert.Equal(
            (_directory.File("conf/users.htdigest"), _directory.File("breached")),
            (change.DigestFile, change.Policy.BreachedPasswordsFile));
        Assert.Equal(("Staff", "[a-z]+", "/welcome?a=b", 3, 4), (change.DigestRealm, change.UserNamePattern, change.TargetPath, change.MaxConcurrentChanges, change.MaxQueuedChanges));
        Assert.Equal((16, 9, 100, false, 2), (change.Policy.MinLength, change.Policy.MinLengthWithSecondFactor, change.Policy.MaxLength, change.Policy.RefuseCommonPasswords, change.Policy.MinStrength));
        Assert.Equal(["observatory", "telescope"], change.Policy.SiteWords.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Policy:MinLength", "7", "PasswordChange.Policy.MinLength must be 8 to 64.")]
    [InlineData("Cost", "9", "PasswordChange.Cost must be 10 to 17")]
    [InlineData("Cost", "many", "'PasswordChange:Cost' must be a whole number.")]
    [InlineData("MaxAge", "90", "'PasswordChange:MaxAge' must be a duration such as 90.00:00:00.")]
    [InlineData("Algorithm", "Md5", "'PasswordChange:Algorithm' must be one of")]
    [InlineData("TargetPath", "https://evil.example/", "PasswordChange.TargetPath must be a path of this site")]
    [InlineData("UserNamePattern", "(", "PasswordChange.UserNamePattern is no regular expression")]
    [InlineData("Policy:SiteWord:0", "x", "'PasswordChange:Policy:SiteWord:0' is no setting of this scheme.")]
    [InlineData("Policy:SiteWords:first", "x", "'PasswordChange:Policy:SiteWords:first' is no setting of this scheme.")]
    [InlineData("DigestFile", "users.otp-key", "must be a file of its own")]
    [InlineData("DigestFile", "wwwroot/digest", "PasswordChange.DigestFile lies under the web root")]
    public async Task What_is_wrong_is_said_at_start(string key, string value, string error)
    {
        Directory.CreateDirectory(_directory.File("wwwroot"));

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new() { [key] = value }));

        Assert.Contains(error, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    private async Task<HtpasswdOptions> StartAsync(Dictionary<string, string?> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = _directory.Path,
            WebRootPath = Directory.Exists(_directory.File("wwwroot")) ? "wwwroot" : null,
        });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting =>
            KeyValuePair.Create($"Authentication:Schemes:Htpasswd:PasswordChange:{setting.Key}", setting.Value)));
        AccountKeeping.AddTo(builder.Services, isNeeded: true);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        await using WebApplication app = builder.Build();
        await app.StartAsync();
        return app.Services.GetRequiredService<IOptionsMonitor<HtpasswdOptions>>().Get(HtpasswdDefaults.AuthenticationScheme);
    }
}
