using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A session is the same on every node, and ends on all of them.</summary>
[Collection(FleetBase.Collection)]
public sealed class FleetSessionTests(PostgreSqlFixture fixture)
{
    private const string DemoSecret = "DEMOONLYDEMOONLYDEMOONLYDEMOONLY";
    private const string CodePage = "/account/second-factor";
    private const string SignOutPage = "/account/sign-out";

    [Fact]
    public async Task Cookie_and_form_of_one_node_are_good_on_the_other()
    {
        await using FleetSite fleet = await FleetSite.StartAsync(await fixture.GetServerAsync());
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();

        CurlAnswer form = grace.BeSentToForm(fleet.First, CodePage);
        CurlAnswer given = grace.Browser.Submit(fleet.Second.Url + CodePage, form, ("code", Phone.Of(DemoSecret).NewCode()));

        Assert.Equal(303, given.Status);
        Assert.True(grace.IsIn(fleet.First));
        Assert.True(grace.IsIn(fleet.Second));
    }

    [Fact]
    public async Task Signing_out_on_one_node_ends_the_session_on_the_other_for_a_copy_of_the_cookie_too()
    {
        await using FleetSite fleet = await FleetSite.StartAsync(await fixture.GetServerAsync());
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        using TwoFactorVisitor copy = TwoFactorVisitor.Grace();
        grace.Enter(fleet.First, Phone.Of(DemoSecret).NewCode());
        File.Copy(grace.Browser.Jar, copy.Browser.Jar);
        Assert.True(copy.IsIn(fleet.Second));

        CurlAnswer page = grace.Browser.Navigate(fleet.First.Url + SignOutPage);
        Assert.Equal(200, grace.Browser.Submit(fleet.First.Url + SignOutPage, page).Status);

        await Eventually.IsTrueAsync(() => !copy.IsIn(fleet.Second), "the other node to know of it");
    }

    [Fact]
    public async Task Sessions_that_an_administrator_revokes_end_on_all_nodes()
    {
        await using FleetSite fleet = await FleetSite.StartAsync(await fixture.GetServerAsync());
        using TwoFactorVisitor grace = TwoFactorVisitor.Grace();
        grace.Enter(fleet.First, Phone.Of(DemoSecret).NewCode());
        Assert.True(grace.IsIn(fleet.Second));

        fleet.Htauth("sessions", "revoke", "grace");

        await Eventually.IsTrueAsync(() => !grace.IsIn(fleet.First), "the first node to know of it");
        await Eventually.IsTrueAsync(() => !grace.IsIn(fleet.Second), "the second node to know of it");
        Assert.Equal(200, grace.Browser.Navigate(fleet.First.Url + "/crew").Status);
    }
}
