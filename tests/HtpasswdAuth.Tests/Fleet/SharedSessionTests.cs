using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>A session begun at one node is one at the other, and what ends it there ends it here.</summary>
public sealed class SharedSessionTests
{
    [Fact]
    public async Task Signing_out_everywhere_at_one_node_ends_the_sessions_at_the_other()
    {
        await using var fleet = new FleetNodes();
        FactorClient phone = await fleet.First.SignedInAsync();
        FactorClient desk = fleet.Second.Client();
        Assert.Equal(HttpStatusCode.NoContent, await desk.GiveCodeAsync(fleet.Second.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await fleet.AtSecond(phone).StatusAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await desk.PostAsync("/account/sign-out", """{"everywhere":true}""")).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, await phone.StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await fleet.AtSecond(phone).StatusAsync());
    }

    [Fact]
    public async Task Signing_out_at_one_node_ends_that_session_at_the_other_and_no_other()
    {
        await using var fleet = new FleetNodes(SecondFactorMode.None, options => options.SignInForm.Enabled = true);
        FactorClient phone = await FormSite.SignedInAsync(fleet.First);
        FactorClient desk = await FormSite.SignedInAsync(fleet.First);
        FactorClient stolen = fleet.AtSecond(phone);
        Assert.Equal(HttpStatusCode.OK, await stolen.StatusAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await phone.PostAsync("/account/sign-out")).StatusCode);

        Assert.NotEqual(HttpStatusCode.OK, await stolen.StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await fleet.AtSecond(desk).StatusAsync());
    }

    [Fact]
    public async Task Password_changed_at_one_node_ends_the_sessions_at_the_other()
    {
        await using var fleet = new FleetNodes(SecondFactorMode.None, options =>
        {
            options.HashLimits = options.HashLimits with { MinBcryptCost = 4 };
            options.PasswordChange.Cost = 4;
            options.SignInForm.Enabled = true;
        });
        FactorClient stranger = await FormSite.SignedInAsync(fleet.Second);
        Assert.Equal(HttpStatusCode.OK, await stranger.StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await fleet.Second.Client().StatusAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await PasswordVisitor.SendAsync(fleet.First.Client())).StatusCode);

        Assert.NotEqual(HttpStatusCode.OK, await stranger.StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await fleet.Second.Client().StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await fleet.Second.Client(password: PasswordVisitor.New).StatusAsync());
    }

    [Fact]
    public async Task Of_changes_at_both_nodes_from_one_password_only_one_is_told_to_have_been_made()
    {
        await using var fleet = new FleetNodes(SecondFactorMode.None, options =>
        {
            options.HashLimits = options.HashLimits with { MinBcryptCost = 4 };
            options.PasswordChange.Cost = 4;
        });

        HttpResponseMessage[] answers = await Task.WhenAll(
            Task.Run(() => PasswordVisitor.SendAsync(fleet.First.Client())),
            Task.Run(() => PasswordVisitor.SendAsync(fleet.Second.Client(), next: PasswordVisitor.Newer)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        string kept = answers[0].StatusCode == HttpStatusCode.NoContent ? PasswordVisitor.New : PasswordVisitor.Newer;
        Assert.Equal(HttpStatusCode.OK, await fleet.First.Client(password: kept).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await fleet.Second.Client(password: kept).StatusAsync());
    }
}
