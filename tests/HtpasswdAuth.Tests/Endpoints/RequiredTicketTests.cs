using System.Net;
using System.Text.Json;
using HtpasswdAuth.Testing;

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
        Assert.Null(OtpSecretsFile.Load(site.Files.Secrets).Users.Single(user => user.Name == "carol").Ticket);
    }

    [Fact]
    public async Task Enrolment_that_one_user_began_is_not_finished_by_another()
    {
        await using FactorSite site = Site(out _, out string carols);
        JsonElement started = await FactorClient.ReadAsync(await BeginAsync(site, "carol", carols));

        Assert.Equal(HttpStatusCode.Conflict, await ConfirmAsync(site, "bob", started));
        Assert.Equal(HttpStatusCode.OK, await ConfirmAsync(site, "carol", started));
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("urn:htpasswd:ticket-required", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
    }

    private static Task<HttpResponseMessage> BeginAsync(FactorSite site, string user, string ticket) =>
        site.Client(user).PostAsync(Enrolment, $$"""{"ticket":"{{ticket}}"}""");

    private static async Task<HttpStatusCode> ConfirmAsync(FactorSite site, string user, JsonElement started)
    {
        Assert.True(Base32.TryDecode(started.GetProperty("secret").GetString(), out byte[]? secret));
        string json = $$"""{"token":"{{started.GetProperty("token").GetString()}}","code":"{{site.Code(secret)}}"}""";
        return (await site.Client(user).PostAsync($"{Enrolment}/confirm", json)).StatusCode;
    }

    /// <summary>Nobody is enrolled; bob and carol have a ticket for an hour.</summary>
    private static FactorSite Site(out string bobs, out string carols)
    {
        var time = new FakeTimeProvider();
        DateTimeOffset expires = time.GetUtcNow().AddHours(1);
        EnrolmentTicket[] tickets = [EnrolmentTicket.Create("bob", expires, out bobs), EnrolmentTicket.Create("carol", expires, out carols)];
        return new FactorSite(
            SecondFactorMode.Required,
            options => options.RequireEnrolmentTicket = true,
            files: directory =>
            {
                string secrets = OtpFiles.Beside(Path.Combine(directory, "users.htpasswd")).Secrets;
                Array.ForEach(tickets, ticket => OtpSecretsFile.Update(secrets, ticket.User, held => held with { Ticket = ticket }));
            })
        {
            Enrols = false,
            Time = time,
        };
    }
}
