using System.Net;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>Weak hashes of a whole site, replaced as their users sign in.</summary>
public sealed class HashUpgradeSignInTests
{
    private const string Password = UpgradeScenario.Password;

    public static TheoryData<PasswordHashAlgorithm> Weak { get; } =
    [
        PasswordHashAlgorithm.Sha1, PasswordHashAlgorithm.SaltedSha1, PasswordHashAlgorithm.DesCrypt, PasswordHashAlgorithm.Apr1,
        PasswordHashAlgorithm.Md5Crypt, PasswordHashAlgorithm.Bcrypt,
    ];

    [Theory]
    [MemberData(nameof(Weak))]
    public async Task Weak_hash_is_replaced_and_every_other_line_stays(PasswordHashAlgorithm from)
    {
        string before = $"# staff\r\nbob:{Hash(from)}:Bob\r\n\n";
        string after = $"carol:{TestSite.Sha(Password)}\n#alice:x\nno colon\nlast:{Hash(from)}";
        await using TestSite site = Site($"{before}alice:{Hash(from)}\n{after}");

        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(password: Password)).StatusCode);
        await UpgradedAsync(site, "alice");

        string content = await File.ReadAllTextAsync(site.UserFile);
        Assert.StartsWith($"{before}alice:$2y$05$", content, StringComparison.Ordinal);
        Assert.EndsWith($"\n{after}", content, StringComparison.Ordinal);
        Assert.Equal(content.Length - before.Length - after.Length, $"alice:{HashOf(site, "alice")}\n".Length);
        Assert.Equal(PasswordVerification.Success, Verify(site, "alice", PasswordHashLimits.Default with { MinBcryptCost = 5 }));
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(password: Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync(password: "hunter23")).StatusCode);
    }

    [Fact]
    public async Task Nothing_happens_unless_it_is_asked_for()
    {
        await using TestSite site = Site($"alice:{Hash(PasswordHashAlgorithm.Sha1)}\n", options => options.UpgradeHashes = new HtpasswdOptions().UpgradeHashes);
        string before = await ContentAsync(site);

        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(password: Password)).StatusCode);

        Assert.Null(Upgrader(site));
        Assert.Equal(before, await ContentAsync(site));
    }

    [Fact]
    public async Task Good_hashes_and_wrong_passwords_change_nothing()
    {
        string good = PasswordHash.Create(Encoding.UTF8.GetBytes(Password), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 5));
        await using TestSite site = Site($"alice:{Hash(PasswordHashAlgorithm.Sha1)}\nbob:{good}\ncarol:{Hash(PasswordHashAlgorithm.Apr1)}\n");
        string[] before = (await ContentAsync(site)).Split('\n');

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync("alice", "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync("bob", Password)).StatusCode);

        // One at a time and in turn: what the first two began would be done by then.
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync("carol", Password)).StatusCode);
        await UpgradedAsync(site, "carol");

        Assert.Equal(before[..2], (await ContentAsync(site)).Split('\n')[..2]);
        Assert.Single(site.Logs.Named("HashUpgraded"));
    }

    [Fact]
    public async Task Sign_ins_of_one_user_at_once_upgrade_once()
    {
        await using TestSite site = Site($"alice:{Hash(PasswordHashAlgorithm.Sha1)}\n", options => options.VerifyCache.Enabled = false);
        await site.StartAsync();

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.SignInAsync(password: Password)));
        await UpgradedAsync(site, "alice");

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(password: Password)).StatusCode);
        Assert.Single(site.Logs.Named("HashUpgraded"));
    }

    private static TestSite Site(string content, Action<HtpasswdOptions>? options = null) => new()
    {
        UserFileContent = content,
        Options = all =>
        {
            all.UpgradeHashes = true;
            all.HashLimits = all.HashLimits with { MinBcryptCost = 5 };
            all.PasswordChange.Cost = 5;
            options?.Invoke(all);
        },
    };

    private static string Hash(PasswordHashAlgorithm algorithm) =>
        PasswordHash.Create(Encoding.UTF8.GetBytes(Password), new PasswordHashParameters(algorithm, algorithm == PasswordHashAlgorithm.Bcrypt ? 4 : null));

    private static HashUpgrader? Upgrader(TestSite site) =>
        site.App.Services.GetRequiredService<HtpasswdSchemes>().Get(HtpasswdDefaults.AuthenticationScheme).Passwords.Upgrader;

    private static Task UpgradedAsync(TestSite site, string user) => Eventually.IsTrueAsync(
        () => HashOf(site, user).StartsWith("$2y$05$", StringComparison.Ordinal) && !Upgrader(site)!.IsBusyWith(user), $"the new hash of {user}");

    private static async Task<string> ContentAsync(TestSite site)
    {
        await site.StartAsync();
        return await File.ReadAllTextAsync(site.UserFile);
    }

    private static string HashOf(TestSite site, string user) =>
        HtpasswdFile.Load(site.UserFile).TryFind(Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry) ? Encoding.ASCII.GetString(entry.Hash.Span) : "";

    private static PasswordVerification Verify(TestSite site, string user, PasswordHashLimits limits) =>
        PasswordHash.Verify(Encoding.UTF8.GetBytes(Password), Encoding.ASCII.GetBytes(HashOf(site, user)), limits);
}
