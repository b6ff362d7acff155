using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Programs that can send nothing but a password append the code to it, where the site allows that.</summary>
public sealed class PasswordWithCodeTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task It_is_not_allowed_unless_the_site_says_so()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        Assert.Equal(HttpStatusCode.Unauthorized, await With(site, site.Code(FactorSite.AliceSecret)).StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(SecondFactorMode.Required, false)]
    [InlineData(SecondFactorMode.Required, true)]
    [InlineData(SecondFactorMode.WhenEnrolled, false)]
    [InlineData(SecondFactorMode.StepUp, false)]
    [InlineData(SecondFactorMode.StepUp, true)]
    public async Task Code_behind_the_password_opens_once_and_the_cookie_carries_on(SecondFactorMode mode, bool withGate)
    {
        await using FactorSite site = Site(mode, withGate);
        FactorClient alice = With(site, site.Code(FactorSite.AliceSecret));

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/step-up"));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await new FactorClient(site, alice.Authorization).StatusAsync("/step-up"));
        Assert.Equal(3, site.Reached);
        alice.Authorization = TestSite.Basic(TestSite.UserName, TestSite.Password);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/step-up"));
    }

    [Fact]
    public async Task Password_that_ends_in_digits_is_a_password()
    {
        const string Password = "correct horse 123456";
        await using FactorSite site = Site(SecondFactorMode.Required, content: $"alice:{TestSite.Sha(Password)}\n");

        Assert.Equal(HttpStatusCode.Forbidden, await site.Client(password: Password).StatusAsync("/inner"));
        Assert.Equal(0, site.State("alice").Failures.Count);
        Assert.Equal(HttpStatusCode.OK, await site.Client(password: Password + site.Code(FactorSite.AliceSecret)).StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client(password: Password).GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
    }

    [Theory]
    [InlineData("", HttpStatusCode.Forbidden)]
    [InlineData(" ", HttpStatusCode.Unauthorized)]
    [InlineData("12345", HttpStatusCode.Unauthorized)]
    [InlineData("1234567", HttpStatusCode.Unauthorized)]
    [InlineData("12345a", HttpStatusCode.Unauthorized)]
    [InlineData("\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16", HttpStatusCode.Unauthorized)]
    [InlineData("000000", HttpStatusCode.Forbidden)]
    public async Task What_is_no_code_is_part_of_the_password(string appended, HttpStatusCode expected)
    {
        await using FactorSite site = Site(SecondFactorMode.Required);

        Assert.Equal(expected, await With(site, appended).StatusAsync("/inner"));
        Assert.Equal(appended == "000000" ? 1 : 0, site.State("alice").Failures.Count);
    }

    [Fact]
    public async Task Code_alone_and_wrong_password_are_401()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        string code = site.Code(FactorSite.AliceSecret);

        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(password: code).StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(password: "wrong" + code).StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(password: code + TestSite.Password).StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client("mallory", TestSite.Password + code).StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await With(site, code).StatusAsync("/inner"));
    }

    [Fact]
    public async Task Code_alone_is_not_enough_for_an_empty_password_either()
    {
        await using FactorSite site = Site(SecondFactorMode.Required, content: $"alice:{TestSite.Sha("")}\n");

        Assert.Equal(HttpStatusCode.Forbidden, await site.Client(password: "").StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(password: site.Code(FactorSite.AliceSecret)).StatusAsync("/inner"));
    }

    [Fact]
    public async Task Codes_of_eight_digits_are_split_off_as_eight()
    {
        OtpParameters eight = OtpParameters.Default with { Digits = 8 };
        await using FactorSite site = Site(SecondFactorMode.Required, files: directory =>
        {
            OtpFiles files = OtpFiles.Beside(Path.Combine(directory, "users.htpasswd"));
            OtpKeyRing keys = OtpKeyRing.Load(files.Keys);
            AccountKeeping.ChangeUser(AccountKeeping.In(directory), "alice", held => held with
            {
                Enrolment = OtpEnrolment.Create("alice", FactorSite.AliceSecret, eight, DateTimeOffset.UnixEpoch, keys),
            });
        });
        string code = Totp.Compute(FactorSite.AliceSecret, Totp.GetStep(site.Time.GetUtcNow(), eight), eight);

        Assert.Equal(HttpStatusCode.Unauthorized, await With(site, code[2..]).StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await With(site, code).StatusAsync("/inner"));
    }

    [Fact]
    public async Task Account_endpoints_take_the_password_out_of_it_and_leave_the_code_alone()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        string code = site.Code(FactorSite.AliceSecret);
        FactorClient alice = With(site, code);

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/account/me"));
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/account/app-passwords"));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/account/app-passwords"));
    }

    [Fact]
    public async Task Program_that_signs_in_again_and_again_this_way_is_not_taken_for_a_guesser()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        site.Site.ClientAddress = Elsewhere;

        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await With(site, site.NextCode(FactorSite.AliceSecret)).StatusAsync("/inner"));
        }
    }

    private static FactorClient With(FactorSite site, string appended) => site.Client(password: TestSite.Password + appended);

    private static FactorSite Site(SecondFactorMode mode, bool withGate = false, string? content = null, Action<string>? files = null) =>
        new(mode, options => options.AllowPasswordWithCode = true, withGate, files)
        {
            UserFileContent = content ?? $"alice:{FactorSite.Hash}\n",
        };
}
