using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

/// <summary>What is wrong with a scheme on shared stores is said at start, all at once.</summary>
public sealed class SharedOptionsTests
{
    [Fact]
    public async Task Neither_file_nor_stores_is_one_message_that_names_both_ways()
    {
        await using var site = new TestSite { Options = options => options.UserFile = null };

        string error = Assert.Single((await Assert.ThrowsAsync<OptionsValidationException>(site.StartAsync)).Failures);

        Assert.Contains("AddHtpasswd(\"users.htpasswd\")", error, StringComparison.Ordinal);
        Assert.Contains("AddHtpasswdPostgreSql", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_file_must_be_named_where_codes_are_asked_for()
    {
        string error = Assert.Single(await ErrorsAsync(options => options.SecondFactor.Mode = SecondFactorMode.Required));

        Assert.Contains("SecondFactor.KeyFile is not set", error, StringComparison.Ordinal);
        Assert.Contains("htauth otp key", error, StringComparison.Ordinal);
        Assert.Contains("copy it to every node", error, StringComparison.Ordinal);
        Assert.Empty(await ErrorsAsync(options => options.SecondFactor.Mode = SecondFactorMode.None));
    }

    [Fact]
    public async Task File_of_one_node_is_an_error()
    {
        IReadOnlyList<string> errors = await ErrorsAsync(options =>
        {
            options.PasswordChange.DigestFile = "one.htdigest";
        });

        string error = Assert.Single(errors);
        Assert.Contains("PasswordChange.DigestFile is a file of one node", error, StringComparison.Ordinal);
        Assert.Contains("Remove the setting, or set UserFile", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stores_that_are_missing_are_named()
    {
        IReadOnlyList<string> errors = await ErrorsAsync(
            options => (options.SecondFactor.Mode, options.SecondFactor.KeyFile) = (SecondFactorMode.Required, "site.otp-key"),
            (services, database) => services.AddSingleton<ICredentialStore>(new FakePasswordStore(database)));

        Assert.Equal(3, errors.Count);
        Assert.All(
            ["IPasswordStateStore", "IOtpStateStore", "IOtpSecretsStore"],
            store => Assert.Contains(errors, error => error.Contains($"{store} is not registered", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Paths_of_files_that_every_node_has_are_resolved()
    {
        await using var fleet = new FleetNodes();
        await fleet.First.Site.StartAsync();

        HtpasswdOptions options = fleet.First.Site.App.Services.GetRequiredService<IOptionsMonitor<HtpasswdOptions>>().Get(HtpasswdDefaults.AuthenticationScheme);

        Assert.Equal(fleet.First.Files.Keys, options.SecondFactor.KeyFile);
        Assert.Equal(options.Realm, options.SecondFactor.Issuer);
    }

    private static async Task<IReadOnlyList<string>> ErrorsAsync(Action<HtpasswdOptions> change, Action<IServiceCollection, SharedDatabase>? stores = null)
    {
        await using var site = new TestSite
        {
            Options = options =>
            {
                options.UserFile = null;
                change(options);
            },
            Services = services => (stores ?? ((all, database) => database.AddTo(all)))(services, new SharedDatabase(new Testing.FakeTimeProvider())),
        };
        try
        {
            await site.StartAsync();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
