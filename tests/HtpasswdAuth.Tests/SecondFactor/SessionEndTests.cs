using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>What ends sessions before their time, at the next request after the site has seen it.</summary>
public sealed class SessionEndTests
{
    private const string NewPassword = "another one";

    [Theory]
    [InlineData(SecondFactorMode.Required)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Changed_password_ends_it(SecondFactorMode mode)
    {
        await using var site = new FactorSite(mode);
        FactorClient alice = await site.SignedInAsync();
        FactorClient bob = await site.BobSignedInAsync();

        await ChangeUserFileAsync(site, "alice", TestSite.Sha(NewPassword));

        Assert.Equal(HttpStatusCode.Unauthorized, await alice.StatusAsync("/step-up"));
        alice.Authorization = TestSite.Basic("alice", NewPassword);
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/step-up"));
        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync("/step-up"));
    }

    [Fact]
    public async Task Same_password_stored_anew_ends_it_too()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        byte[] salted = System.Text.Encoding.UTF8.GetBytes(TestSite.Password);

        // The same password, stored anew: somebody set it, so sessions from before are over.
        await ChangeUserFileAsync(site, "alice", PasswordHash.Create(salted, new PasswordHashParameters(PasswordHashAlgorithm.Md5Crypt)));

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Deleted_user_is_nobody_at_once_and_is_not_let_back_in_as_somebody_else()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        await ChangeUserFileAsync(site, "alice", hash: null);
        Assert.Equal(HttpStatusCode.Unauthorized, await alice.StatusAsync("/inner"));

        await ChangeUserFileAsync(site, "alice", TestSite.Sha(NewPassword));
        alice.Authorization = TestSite.Basic("alice", NewPassword);
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(SecondFactorMode.Required, HttpStatusCode.Forbidden)]
    [InlineData(SecondFactorMode.WhenEnrolled, HttpStatusCode.OK)]
    public async Task Removed_enrolment_ends_it(SecondFactorMode mode, HttpStatusCode inner)
    {
        await using var site = new FactorSite(mode);
        FactorClient alice = await site.SignedInAsync();

        site.ChangeUser("alice", held => held with { Enrolment = null });
        await site.FollowAsync(async () => await alice.StatusAsync("/step-up") == HttpStatusCode.Forbidden, "the end of the session");

        Assert.Equal(inner, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task New_enrolment_ends_it_even_with_the_same_secret()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        site.Enrol("alice", FactorSite.AliceSecret);

        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Forbidden, "the end of the session");
    }

    [Fact]
    public async Task Revoking_the_sessions_of_a_user_ends_them_and_nobody_elses()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient phone = await site.SignedInAgainAsync();
        FactorClient bob = await site.BobSignedInAsync();

        site.ChangeState("alice", state => state.WithSessionsRevoked());
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Forbidden, "the end of the session");

        Assert.Equal(HttpStatusCode.Forbidden, await phone.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Revoking_all_sessions_ends_everybodys()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient bob = await site.BobSignedInAsync();

        site.ChangeState(OtpStateFile.Everyone, state => state.WithSessionsRevoked());
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Forbidden, "the end of the session");

        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.NoContent, await bob.GiveCodeAsync(site.NextCode(FactorSite.BobSecret)));
        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("alice", OtpStateFile.Everyone)]
    [InlineData(OtpStateFile.Everyone, "alice")]
    public async Task Earlier_revocations_of_one_kind_do_not_outweigh_a_later_one_of_the_other(string often, string once)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, files: directory =>
        {
            for (int i = 0; i < 3; i++)
            {
                AccountKeeping.ChangeState(AccountKeeping.In(directory), often, held => held.WithSessionsRevoked());
            }
        });
        FactorClient alice = await site.SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));

        site.ChangeState(once, state => state.WithSessionsRevoked());

        SecondFactor factor = await site.GetFactorAsync();
        await site.FollowAsync(() => factor.Site.States.Current!.Find(once).Epoch == 1, "the revocation");
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Deleted_state_does_not_bring_ended_sessions_back()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string cookie = alice.Cookies[FactorClient.SessionCookie];
        await alice.PostAsync("/account/sign-out", """{"everywhere":true}""");
        alice.Cookies[FactorClient.SessionCookie] = cookie;

        AccountFaults.Break(site.Site.UserFile, "missing");
        await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.ServiceUnavailable, "the loss of the state");
    }

    private static async Task ChangeUserFileAsync(FactorSite site, string user, string? hash)
    {
        CredentialFile.Update(site.Site.UserFile, content =>
        {
            var editor = new HtpasswdFileEditor(content);
            editor.Remove(System.Text.Encoding.UTF8.GetBytes(user));
            if (hash is not null)
            {
                editor.Set(System.Text.Encoding.UTF8.GetBytes(user), System.Text.Encoding.UTF8.GetBytes(hash));
            }

            return editor.ToArray();
        });
        SecondFactor factor = await site.GetFactorAsync();
        var store = (WatchedCredentialStore)((HtpasswdSchemes)site.Site.App.Services.GetService(typeof(HtpasswdSchemes))!).Get(factor.SchemeName).Stores.Users;
        await site.FollowAsync(
            () => store.Current!.TryFind(System.Text.Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry)
                ? hash is not null && entry.Hash.Span.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(hash))
                : hash is null,
            "the user file");
    }
}
