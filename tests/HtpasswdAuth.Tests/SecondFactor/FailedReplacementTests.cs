using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>A new factor that could not be saved changes nothing: what was spent stays spent, what was good stays good.</summary>
public sealed class FailedReplacementTests
{
    [Fact]
    public async Task Replacement_that_cannot_be_saved_makes_no_spent_code_good_again()
    {
        await using var site = new FactorSite(SecondFactorMode.Required) { Services = AccountFaults.BeImpatient };
        string[] recovery = await site.GiveRecoveryCodesAsync("alice");
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(recovery[0]));
        string spent = site.Code(FactorSite.AliceSecret);
        FactorClient alice = site.Client();
        JsonElement started = await FactorClient.ReadAsync(await alice.PostAsync("/account/second-factor/enrolment", $$"""{"code":"{{spent}}"}"""));
        Assert.True(Base32.TryDecode(started.GetProperty("secret").GetString(), out byte[]? secret));

        using (AccountFaults.Hold(site.Site.UserFile))
        {
            HttpResponseMessage failed = await alice.PostAsync(
                "/account/second-factor/enrolment/confirm", $$"""{"token":"{{started.GetProperty("token").GetString()}}","code":"{{site.Code(secret)}}"}""");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(spent));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync(recovery[0]));
        site.Time.Advance(OtpFailures.LongestPause);
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }
}
