using System.Net;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>Something that happens to an account, as the table of the documentation names it.</summary>
internal sealed class AccountEvent
{
    private static readonly TimeSpan UntilItIsOver = TimeSpan.FromMinutes(45);
    private static readonly UInt128 Stamp = PasswordState.VersionOf("alice", Encoding.ASCII.GetBytes(FactorSite.Hash));

    public required string Name { get; init; }

    /// <summary>Gets what has to lie in the site's folder before it starts.</summary>
    public Action<string> Prepare { get; init; } = static _ => { };

    public required Func<Account, Task> HappenAsync { get; init; }

    /// <summary>Gets what tells that the site has read what was changed in a file.</summary>
    public Func<Account, Task<bool>> IsReadAsync { get; init; } = static _ => Task.FromResult(true);

    /// <summary>Gets what makes the account good again; <see langword="null"/> where nothing does.</summary>
    public Func<Account, Task>? MakeGoodAsync { get; init; }

    public bool IsUndone => MakeGoodAsync is not null;

    public static IReadOnlyList<AccountEvent> All { get; } =
    [
        new() { Name = "the line is locked (`!`, `*`)", HappenAsync = account => WriteAsync(account, $"!{FactorSite.Hash}"), IsReadAsync = IsRefusedAsync, MakeGoodAsync = PutBackAsync },
        new() { Name = "the line is deleted", HappenAsync = account => WriteAsync(account, hash: null), IsReadAsync = IsRefusedAsync, MakeGoodAsync = PutBackAsync },
        new() { Name = "another password is set in the file", HappenAsync = SetAsync, IsReadAsync = account => account.IsRightAsync(account.Password) },
        new() { Name = "the user changes the password on the site", HappenAsync = ChangeAsync },
        new() { Name = "a temporary password is given", HappenAsync = GiveTemporaryAsync, IsReadAsync = account => account.IsRightAsync(account.Password), MakeGoodAsync = SetAnotherAsync },
        new() { Name = "the time of a temporary password is over", Prepare = MakeTemporary, HappenAsync = LetTimePass(UntilItIsOver), MakeGoodAsync = SetAnotherAsync },
        new() { Name = "an hour without a request", HappenAsync = LetTimePass(TimeSpan.FromHours(1)) },
        new() { Name = "the user signs out", HappenAsync = account => SignOutAsync(account, "{}") },
        new() { Name = "the user signs out everywhere", HappenAsync = account => SignOutAsync(account, """{"everywhere":true}""") },
        new() { Name = "`htauth sessions revoke`", HappenAsync = account => RevokeAsync(account, withAppPasswords: false), IsReadAsync = IsRevokedAsync },
        new()
        {
            Name = "`htauth sessions revoke --app-passwords`",
            HappenAsync = account => RevokeAsync(account, withAppPasswords: true),
            IsReadAsync = async account => await IsRevokedAsync(account) && (await account.Site.GetFactorAsync()).AppPasswordService.List("alice").IsEmpty,
        },
        new() { Name = "the user removes the second factor", HappenAsync = RemoveFactorAsync },
        new()
        {
            Name = "`htauth otp remove`",
            HappenAsync = account => Done(() => account.Site.ChangeUser("alice", held => held with { Enrolment = null, Ticket = null })),
            IsReadAsync = async account => (await account.Site.GetFactorAsync()).Site.FindEnrolment("alice") is null,
        },
    ];

    public async Task UndoAsync(Account account)
    {
        await MakeGoodAsync!(account);
        await account.Site.FollowAsync(
            async () => (await account.Site.Client(password: account.Password).GetAsync("/account/me")).StatusCode == HttpStatusCode.OK, "the account to be good again");
    }

    private static Task WriteAsync(Account account, string? hash) => File.WriteAllTextAsync(
        account.Site.Site.UserFile, $"{(hash is null ? "" : $"alice:{hash}\n")}bob:{FactorSite.Hash}\ncarol:{FactorSite.Hash}\n");

    private static Task PutBackAsync(Account account) => WriteAsync(account, FactorSite.Hash);

    private static async Task<bool> IsRefusedAsync(Account account) => !await account.IsRightAsync(TestSite.Password);

    private static Task SetAsync(Account account)
    {
        account.Password = PasswordVisitor.New;
        return WriteAsync(account, TestSite.Sha(account.Password));
    }

    private static async Task ChangeAsync(Account account)
    {
        HttpResponseMessage changed = await PasswordVisitor.SendAsync(account.Here, userName: "alice", code: account.Site.NextCode(FactorSite.AliceSecret));
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        account.Password = PasswordVisitor.New;
    }

    private static async Task GiveTemporaryAsync(Account account)
    {
        string hash = TestSite.Sha(PasswordVisitor.New);
        UInt128 stamp = PasswordState.VersionOf("alice", Encoding.ASCII.GetBytes(hash));
        Update(account, new PasswordState("alice") { Version = stamp, MustChange = true, Expires = account.Site.Time.GetUtcNow().AddHours(24) });
        account.Password = PasswordVisitor.New;
        await WriteAsync(account, hash);
    }

    /// <summary>The password that alice has is a temporary one, which she need not change before.</summary>
    private static void MakeTemporary(string directory) => AccountKeeping.ChangePasswordState(
        AccountKeeping.In(directory),
        "alice",
        state => state with { Version = Stamp, Expires = new Testing.FakeTimeProvider().GetUtcNow() + UntilItIsOver });

    private static async Task SetAnotherAsync(Account account)
    {
        account.Password = PasswordVisitor.Newer;
        await WriteAsync(account, TestSite.Sha(account.Password));
        Update(account, new PasswordState("alice"));
    }

    private static void Update(Account account, PasswordState next) => AccountKeeping.ChangePasswordState(account.Site.Site.UserFile, "alice", _ => next);

    private static Func<Account, Task> LetTimePass(TimeSpan time) => account => Done(() => account.Site.Time.Advance(time));

    private static async Task SignOutAsync(Account account, string json) =>
        Assert.Equal(HttpStatusCode.NoContent, (await account.Here.PostAsync("/account/sign-out", json)).StatusCode);

    private static Task RevokeAsync(Account account, bool withAppPasswords) => Done(() =>
    {
        account.Site.ChangeState("alice", state => state.WithSessionsRevoked());
        account.Site.ChangeUser("alice", held => withAppPasswords ? held with { AppPasswords = [] } : held);
    });

    private static async Task<bool> IsRevokedAsync(Account account) => (await account.Site.GetFactorAsync()).Site.States.Current!.Find("alice").Epoch > 0;

    private static async Task RemoveFactorAsync(Account account)
    {
        string code = account.Site.NextCode(FactorSite.AliceSecret);
        HttpResponseMessage removed = await account.Here.PostAsync("/account/second-factor/enrolment", $$"""{"code":"{{code}}"}""", HttpMethod.Delete);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
