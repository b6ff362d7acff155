using System.Net;
using System.Text.Json;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>On a site that hands out tickets, the password alone enrols nobody.</summary>
public sealed class RequiredTicketTests
{
    private const string Enrolment = "/account/second-factor/enrolment";

    [Fact]
    public async Task Nobody_begins_without_a_ticket_of_his_own_that_is_still_good()
    {
        await using FactorSite site = Site(out string bobs, out string carols);

        await AssertRefusedAsync(await site.Client("carol").PostAsync(Enrolment));
        await AssertRefusedAsync(await BeginAsync(site, "carol", bobs));
        await AssertRefusedAsync(await BeginAsync(site, "alice", carols));
        Assert.Equal(HttpStatusCode.OK, (await BeginAsync(site, "carol", carols)).StatusCode);
        site.Time.Advance(TimeSpan.FromHours(1));
        await AssertRefusedAsync(await BeginAsync(site, "carol", carols));
    }

    [Fact]
    public async Task Ticket_is_spent_with_the_enrolment_it_was_for()
    {
        await using FactorSite site = Site(out _, out string carols);
        JsonElement started = await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols));

        Assert.Equal(HttpStatusCode.OK, await ConfirmAsync(site, "carol", started));
        Assert.Null(site.Secrets.Users.Single(user => user.Name == "carol").Ticket);
    }

    [Fact]
    public async Task Enrolment_that_one_user_began_is_not_finished_by_another()
    {
        await using FactorSite site = Site(out _, out string carols);
        JsonElement started = await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols));

        Assert.Equal(HttpStatusCode.Conflict, await ConfirmAsync(site, "bob", started));
        Assert.Equal(HttpStatusCode.OK, await ConfirmAsync(site, "carol", started));
    }

    [Fact]
    public async Task Ticket_that_is_withdrawn_meanwhile_enrols_nobody()
    {
        await using FactorSite site = Site(out _, out string carols);
        JsonElement started = await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols));
        site.ChangeUser("carol", held => held with { Ticket = null });
        await site.FollowAsync(async () => (await BeginAsync(site, "carol", carols)).StatusCode == HttpStatusCode.Forbidden, "the ticket to go");

        Assert.Equal(HttpStatusCode.Forbidden, await ConfirmAsync(site, "carol", started));
        Assert.Null(Held(site, "carol").Enrolment);
    }

    [Fact]
    public async Task Ticket_that_was_replaced_or_is_over_enrols_nobody()
    {
        await using FactorSite site = Site(out string bobs, out string carols);
        JsonElement ofBob = await FactorClient.ReadAsync(await BeginAsync(site, "bob", bobs));
        JsonElement ofCarol = await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols));
        site.ChangeUser("bob", held => held with { Ticket = EnrolmentTicket.Create("bob", site.Time.GetUtcNow().AddDays(1), out _) });
        site.ChangeUser("carol", held => held with { Ticket = held.Ticket! with { Expires = site.Time.GetUtcNow() } });

        Assert.Equal(HttpStatusCode.Forbidden, await ConfirmAsync(site, "bob", ofBob));
        Assert.Equal(HttpStatusCode.Forbidden, await ConfirmAsync(site, "carol", ofCarol));
        Assert.NotNull(Held(site, "bob").Ticket);
        Assert.All(new[] { "bob", "carol" }, user => Assert.Null(Held(site, user).Enrolment));
    }

    [Fact]
    public async Task Two_begun_with_one_ticket_are_one_enrolment_even_after_it_was_removed()
    {
        await using FactorSite site = Site(out _, out string carols);
        JsonElement one = await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols));
        JsonElement two = await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols));
        Assert.Equal(HttpStatusCode.OK, await ConfirmAsync(site, "carol", one));
        site.ChangeUser("carol", held => held with { Enrolment = null });
        await site.FollowAsync(async () => (await site.GetFactorAsync()).Site.FindEnrolment("carol") is null, "the enrolment to go");

        Assert.Equal(HttpStatusCode.Forbidden, await ConfirmAsync(site, "carol", two));
        Assert.Null(Held(site, "carol").Enrolment);
    }

    /// <summary>Of any number at once: what counts is what is held under the lock.</summary>
    [Fact]
    public async Task Ticket_is_spent_once_however_many_confirm_at_once()
    {
        await using FactorSite site = Site(out _, out string carols);
        await site.Site.StartAsync();
        JsonElement[] begun = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols))));

        HttpStatusCode[] answers = await Task.WhenAll(begun.Select(one => ConfirmAsync(site, "carol", one)));

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Null(Held(site, "carol").Ticket);
    }

    [Fact]
    public async Task Page_says_that_the_ticket_is_not_good_any_more()
    {
        await using FactorSite site = Site(out _, out string carols);
        JsonElement started = await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols));
        site.ChangeUser("carol", held => held with { Ticket = null });
        await site.FollowAsync(async () => (await BeginAsync(site, "carol", carols)).StatusCode == HttpStatusCode.Forbidden, "the ticket to go");

        HttpResponseMessage answer = await site.Client("carol").FormAsync(
            $"{Enrolment}/confirm", ("token", started.GetProperty("token").GetString()!), ("code", CodeOf(site, started)));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("That ticket is not right, or its time is over.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrolment_begun_at_a_scheme_without_tickets_is_not_finished_at_one_with_them()
    {
        await using FactorSite site = Site(out _, out _, second: true);
        JsonElement started = await FactorClient.ReadAsync(await site.Client("carol").PostAsync("/open/second-factor/enrolment"));

        Assert.Equal(HttpStatusCode.Forbidden, await ConfirmAsync(site, "carol", started));
        Assert.Equal(HttpStatusCode.OK, await ConfirmAsync(site, "carol", started, "/open"));
    }

    private static OtpUser Held(FactorSite site, string user) =>
        site.Secrets.TryFind(user, out OtpUser? held) ? held : new OtpUser(user);

    private static string CodeOf(FactorSite site, JsonElement started)
    {
        Assert.True(Base32.TryDecode(started.GetProperty("secret").GetString(), out byte[]? secret));
        return site.Code(secret);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("urn:htpasswd:ticket-required", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
    }

    private static Task<HttpResponseMessage> BeginAsync(FactorSite site, string user, string ticket) =>
        site.Client(user).PostAsync(Enrolment, $$"""{"ticket":"{{ticket}}"}""");

    private static async Task<HttpStatusCode> ConfirmAsync(FactorSite site, string user, JsonElement started, string account = "/account")
    {
        string json = $$"""{"token":"{{started.GetProperty("token").GetString()}}","code":"{{CodeOf(site, started)}}"}""";
        return (await site.Client(user).PostAsync($"{account}/second-factor/enrolment/confirm", json)).StatusCode;
    }

    /// <summary>Nobody is enrolled; bob and carol have a ticket for an hour. A second scheme with the same users wants none.</summary>
    private static FactorSite Site(out string bobs, out string carols, bool second = false)
    {
        var time = new FakeTimeProvider();
        DateTimeOffset expires = time.GetUtcNow().AddHours(1);
        EnrolmentTicket[] tickets = [EnrolmentTicket.Create("bob", expires, out bobs), EnrolmentTicket.Create("carol", expires, out carols)];
        return new FactorSite(
            SecondFactorMode.Required,
            options => options.RequireEnrolmentTicket = true,
            files: directory =>
            {
                string others = Path.Combine(directory, "others.htpasswd");
                File.Copy(AccountKeeping.In(directory), others);
                foreach (string userFile in new[] { AccountKeeping.In(directory), others })
                {
                    Array.ForEach(tickets, ticket => AccountKeeping.ChangeUser(userFile, ticket.User, held => held with { Ticket = ticket }));
                }
            },
            pipeline: app => _ = second ? app.MapHtpasswdApi("/open", "Others") : null)
        {
            Enrols = false,
            Time = time,
            Services = services => _ = !second ? null : services.AddAuthentication(HtpasswdDefaults.AuthenticationScheme).AddHtpasswd("Others", options =>
            {
                options.UserFile = "others.htpasswd";
                options.TimeProvider = time;
                options.SecondFactor.Mode = SecondFactorMode.Required;
            }),
        };
    }
}
