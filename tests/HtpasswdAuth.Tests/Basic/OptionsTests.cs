using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

public sealed class OptionsTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_setting_binds_from_configuration()
    {
        HtpasswdOptions options = await StartAsync(new()
        {
            ["UserFile"] = "conf/users",
            ["Realm"] = "Staff",
            ["AllowLatin1"] = "true",
            ["AllowInsecureTransport"] = "true",
            ["AllowPlaintext"] = "true",
            ["UpgradeHashes"] = "true",
            ["MaxConcurrentVerifications"] = "3",
            ["MaxQueuedVerifications"] = "4",
            ["MaxPasswordBytes"] = "5",
            ["MissingFileGrace"] = "00:00:06",
            ["PollInterval"] = "00:00:07",
            ["SuppressChallengeForScripts"] = "true",
            ["VerifyCache:Enabled"] = "false",
            ["VerifyCache:Lifetime"] = "00:08:00",
            ["VerifyCache:NegativeLifetime"] = "00:00:09",
            ["VerifyCache:MaxEntries"] = "10",
            ["AttemptThrottle:Enabled"] = "false",
            ["AttemptThrottle:FailuresPerClient"] = "14",
            ["AttemptThrottle:FailuresPerUser"] = "15",
            ["AttemptThrottle:MaxDelayPerClient"] = "00:00:16",
            ["AttemptThrottle:MaxBuckets"] = "18",
            ["HashLimits:MaxBcryptCost"] = "11",
            ["HashLimits:MaxShaCryptRounds"] = "12000",
            ["HashLimits:MinBcryptCost"] = "5",
            ["HashLimits:MinShaCryptRounds"] = "1300",
            ["HashLimits:MaxMemoryBytes"] = "2000000",
            ["HashLimits:MinMemoryBytes"] = "1000000",
            ["HashLimits:MaxSha1CryptRounds"] = "1400",
            ["HashLimits:MaxSunMd5Rounds"] = "4500",
            ["HashLimits:MaxBsdiCryptRounds"] = "1600",
        });

        Assert.Equal(_directory.File("conf/users"), options.UserFile);
        Assert.Equal("Staff", options.Realm);
        Assert.True(options.AllowLatin1 && options.AllowInsecureTransport && options.AllowPlaintext && options.UpgradeHashes && options.SuppressChallengeForScripts);
        Assert.Equal((3, 4, 5), (options.MaxConcurrentVerifications, options.MaxQueuedVerifications, options.MaxPasswordBytes));
        Assert.Equal((6, 7), (options.MissingFileGrace.TotalSeconds, options.PollInterval.TotalSeconds));
        Assert.False(options.VerifyCache.Enabled);
        Assert.Equal((8, 9, 10), (options.VerifyCache.Lifetime.TotalMinutes, options.VerifyCache.NegativeLifetime.TotalSeconds, options.VerifyCache.MaxEntries));
        AttemptThrottleOptions throttle = options.AttemptThrottle;
        Assert.Equal(
            (false, 14, 15, 16, 18),
            (throttle.Enabled, throttle.FailuresPerClient, throttle.FailuresPerUser, throttle.MaxDelayPerClient.TotalSeconds,
                throttle.MaxBuckets));
        Assert.Equal(
            new PasswordHashLimits
            {
                MaxBcryptCost = 11,
                MaxShaCryptRounds = 12000,
                MinBcryptCost = 5,
                MinShaCryptRounds = 1300,
                MaxMemoryBytes = 2000000,
                MinMemoryBytes = 1000000,
                MaxSha1CryptRounds = 1400,
                MaxSunMd5Rounds = 4500,
                MaxBsdiCryptRounds = 1600,
            },
            options.HashLimits);
    }

    [Fact]
    public async Task All_errors_are_reported_in_one_message_at_start()
    {
        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new()
        {
            ["Realm"] = "Gürtel",
            ["UserFlie"] = "users",
            ["AllowPlaintext"] = "yes",
            ["PollInterval"] = "7",
            ["MaxQueuedVerifications"] = "0",
        }));

        Assert.Contains("'Htpasswd'", error.Message, StringComparison.Ordinal);
        Assert.All(
            ["UserFile is not set", "Realm must be printable ASCII", "'UserFlie' is no setting", "'AllowPlaintext' must be true or false",
                "'PollInterval' must be a duration", "MaxQueuedVerifications must be"],
            expected => Assert.Contains(expected, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("FailuresPerClient", "0", "1 to 1,000,000")]
    [InlineData("FailuresPerUser", "1000001", "1 to 1,000,000")]
    [InlineData("MaxDelayPerClient", "00:15:01", "1 second to 15 minutes")]
    [InlineData("MaxBuckets", "0", "1 to 10,000,000")]
    public async Task Throttle_out_of_range_is_refused_at_start(string setting, string value, string range)
    {
        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            StartAsync(new() { ["UserFile"] = "users", [$"AttemptThrottle:{setting}"] = value }));

        Assert.Contains($"AttemptThrottle.{setting} must be {range}.", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxMemoryBytes", "1048575", "1,048,576 to 1,073,741,824")]
    [InlineData("MaxMemoryBytes", "1073741825", "1,048,576 to 1,073,741,824")]
    [InlineData("MinMemoryBytes", "0", "1 to 1,073,741,824")]
    [InlineData("MaxSha1CryptRounds", "1000000000", "1 to 999,999,999")]
    [InlineData("MaxSunMd5Rounds", "4095", "4,096 to 999,999,999")]
    [InlineData("MaxBsdiCryptRounds", "16777216", "1 to 16,777,215")]
    public async Task Ceiling_out_of_range_is_refused_at_start(string setting, string value, string range)
    {
        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            StartAsync(new() { ["UserFile"] = "users", [$"HashLimits:{setting}"] = value }));

        Assert.Contains($"HashLimits.{setting} must be {range}.", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wwwroot/users.htpasswd")]
    [InlineData("wwwroot/private/../users.htpasswd")]
    [InlineData("WWWROOT/users.htpasswd")]
    public async Task File_under_the_web_root_is_refused_at_start(string userFile)
    {
        Directory.CreateDirectory(_directory.File("wwwroot"));

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new() { ["UserFile"] = userFile }));

        Assert.Contains("lies under the web root", error.Message, StringComparison.Ordinal);
        Assert.Contains("Move it out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_to_a_file_under_the_web_root_is_refused_at_start()
    {
        _directory.Write("wwwroot/users.htpasswd", "");
        File.CreateSymbolicLink(_directory.File("users.htpasswd"), _directory.File("wwwroot/users.htpasswd"));

        await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new() { ["UserFile"] = "users.htpasswd" }));
    }

    [Fact]
    public async Task File_in_a_folder_that_links_to_one_under_the_web_root_is_refused_at_start()
    {
        Directory.CreateDirectory(_directory.File("wwwroot/data"));
        Directory.CreateSymbolicLink(_directory.File("data"), _directory.File("wwwroot/data"));

        await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new() { ["UserFile"] = "data/users.htpasswd" }));
    }

    [Fact]
    public async Task File_beside_the_web_root_is_accepted()
    {
        _directory.Write("wwwroot-users/users.htpasswd", "");

        HtpasswdOptions options = await StartAsync(new() { ["UserFile"] = "wwwroot-users/users.htpasswd" });

        Assert.Equal(_directory.File("wwwroot-users/users.htpasswd"), options.UserFile);
    }

    [Fact]
    public async Task Code_wins_over_configuration()
    {
        HtpasswdOptions options = await StartAsync(new() { ["UserFile"] = "users", ["Realm"] = "file" }, configure: options => options.Realm = "code");

        Assert.Equal("code", options.Realm);
    }

    private async Task<HtpasswdOptions> StartAsync(Dictionary<string, string?> settings, Action<HtpasswdOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = _directory.Path,
            WebRootPath = Directory.Exists(_directory.File("wwwroot")) ? "wwwroot" : null,
        });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting =>
            KeyValuePair.Create($"Authentication:Schemes:Htpasswd:{setting.Key}", setting.Value)));
        builder.Services.AddAuthentication().AddHtpasswd(HtpasswdDefaults.AuthenticationScheme, configure);
        await using WebApplication app = builder.Build();
        await app.StartAsync();
        return app.Services.GetRequiredService<IOptionsMonitor<HtpasswdOptions>>().Get(HtpasswdDefaults.AuthenticationScheme);
    }
}
