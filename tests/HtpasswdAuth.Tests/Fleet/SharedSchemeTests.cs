using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>A scheme without a user file runs on the stores that the application has registered.</summary>
public sealed class SharedSchemeTests
{
    [Fact]
    public async Task Users_of_the_store_sign_in_and_wrong_passwords_do_not()
    {
        await using var fleet = new FleetNodes(SecondFactorMode.None);

        Assert.Equal(HttpStatusCode.OK, await fleet.First.Client("carol").StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await fleet.First.Client("carol", "wrong").StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await fleet.First.Client("mallory").StatusAsync());
    }

    [Fact]
    public async Task User_removed_from_the_store_is_refused_at_once_everywhere()
    {
        await using var fleet = new FleetNodes(SecondFactorMode.None);
        Assert.Equal(HttpStatusCode.OK, await fleet.Second.Client("carol").StatusAsync());

        fleet.Database.SetUsers(users => users.With([new HtpasswdChange("carol"u8.ToArray(), Hash: null)]));

        Assert.Equal(HttpStatusCode.Unauthorized, await fleet.First.Client("carol").StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await fleet.Second.Client("carol").StatusAsync());
    }

    [Fact]
    public async Task User_file_wins_over_registered_stores()
    {
        var database = new SharedDatabase(new FakeTimeProvider());
        await using var site = new TestSite { UserFileContent = $"dave:{FactorSite.Hash}\n", Services = services => database.AddTo(services) };

        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync("dave")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync("carol")).StatusCode);
    }

    [Fact]
    public async Task Stores_under_the_name_of_the_scheme_win_over_those_without()
    {
        var all = new SharedDatabase(new FakeTimeProvider());
        var own = new SharedDatabase(new FakeTimeProvider());
        own.SetUsers(users => users.With([new HtpasswdChange("carol"u8.ToArray(), Hash: null)]));
        await using var site = new TestSite
        {
            Options = options => options.UserFile = null,
            Services = services =>
            {
                all.AddTo(services);
                own.AddTo(services, HtpasswdDefaults.AuthenticationScheme);
            },
        };

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync("carol")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync("alice")).StatusCode);
    }

    [Fact]
    public async Task Scheme_that_ends_leaves_the_stores_to_the_others()
    {
        await using var fleet = new FleetNodes();
        Assert.Equal(HttpStatusCode.OK, await fleet.First.Client("carol").StatusAsync());

        fleet.First.Site.App.Services.GetRequiredService<HtpasswdSchemes>().Dispose();

        Assert.Empty(fleet.Database.Disposed);
    }

    [Fact]
    public async Task Code_that_was_spent_on_one_node_is_spent_on_the_other()
    {
        await using var fleet = new FleetNodes();
        string code = fleet.First.Code(FactorSite.AliceSecret);
        Assert.Equal(HttpStatusCode.NoContent, await fleet.First.Client().GiveCodeAsync(code));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await fleet.Second.Client().GiveCodeAsync(code));
        Assert.Equal(HttpStatusCode.NoContent, await fleet.Second.Client().GiveCodeAsync(fleet.Second.NextCode(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Weak_hash_is_upgraded_in_the_store_and_the_session_goes_on_at_the_other_node()
    {
        await using var fleet = new FleetNodes(SecondFactorMode.None, options =>
        {
            options.UpgradeHashes = true;
            options.PollInterval = TimeSpan.FromMilliseconds(100);
            options.PasswordChange.Algorithm = PasswordHashAlgorithm.Sha256Crypt;
            options.SignInForm.Enabled = true;
        });
        FactorClient browser = await FormSite.SignedInAsync(fleet.First, "carol");

        await Eventually.IsTrueAsync(() => Task.FromResult(HashOf("carol").StartsWith("$5$", StringComparison.Ordinal)), "upgrade of carol's hash");

        Assert.Equal(HttpStatusCode.OK, await fleet.AtSecond(browser).StatusAsync());
        Assert.StartsWith("{SHA}", HashOf("bob"), StringComparison.Ordinal);

        string HashOf(string user) =>
            fleet.Database.Users.TryFind(System.Text.Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry) ? System.Text.Encoding.UTF8.GetString(entry.Hash.Span) : "";
    }
}
