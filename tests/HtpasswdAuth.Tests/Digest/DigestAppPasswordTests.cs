using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>App passwords beside a digest file: no better than the line of their user.</summary>
public sealed class DigestAppPasswordTests
{
    private static readonly string Short = DigestResponse.Line(DigestAlgorithm.Md5);
    private static readonly string Long = DigestResponse.Line(DigestAlgorithm.Sha256);

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("*")]
    [InlineData("cut")]
    [InlineData("another realm")]
    public async Task Locked_broken_or_missing_line_has_none(string change)
    {
        await using DigestFactorSite site = Site(out string password);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, password));

        await File.WriteAllTextAsync(site.UserFile, Changed(Short, change) + Changed(Long, change) + DigestResponse.Line(DigestAlgorithm.Md5, "bob") + "\n");

        await FollowAsync(site, password, HttpStatusCode.Unauthorized);
        site.WriteUser(DigestResponse.SitePassword);
        await FollowAsync(site, password, HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    public async Task Line_of_an_algorithm_that_is_not_allowed_has_none(bool isAllowed, HttpStatusCode status)
    {
        await using DigestFactorSite site = Site(out string password, options => options.AllowMd5 = isAllowed);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, password));

        await File.WriteAllTextAsync(site.UserFile, $"{Short}\n{DigestResponse.Line(DigestAlgorithm.Sha256, "bob")}\n");

        await FollowAsync(site, password, status);


        // The password itself is asked for a code where it is right.
        Assert.Equal(isAllowed ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized, await StatusAsync(site, DigestResponse.SitePassword));
    }

    [Fact]
    public async Task Password_whose_time_is_over_has_none_and_one_that_is_to_be_changed_has()
    {
        DateTimeOffset end = new FakeTimeProvider().GetUtcNow() + TimeSpan.FromMinutes(2);
        await using DigestFactorSite site = Site(
            out string password, state: $$"""{"u":"alice","mustChange":true,"expires":"{{end:yyyy-MM-ddTHH:mm:ssZ}}"}""" + "\n");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, password));

        site.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, password));
    }

    private static DigestFactorSite Site(out string password, Action<HtdigestOptions>? options = null, string? state = null)
    {
        var made = AppPassword.Create("alice", "backup", new FakeTimeProvider().GetUtcNow(), out password);
        return new DigestFactorSite(SecondFactorMode.Required)
        {
            Options = settings =>
            {
                settings.AllowBasic = true;
                options?.Invoke(settings);
            },
            Files = directory =>
            {
                if (state is not null)
                {
                    directory.Write("users.htdigest.password-state", state);
                }

                AccountKeeping.ChangeUser(directory.File("users.htdigest"), "alice", held => held with { AppPasswords = [made] });
            },
        };
    }

    private static string Changed(string line, string change) => change switch
    {
        "" => "",
        "cut" => line[..^1] + "\n",
        "another realm" => line.Replace($":{DigestResponse.SiteRealm}:", ":elsewhere:", StringComparison.Ordinal) + "\n",
        _ => line.Insert(line.LastIndexOf(':') + 1, change) + "\n",
    };

    private static async Task<HttpStatusCode> StatusAsync(DigestFactorSite site, string password)
    {
        using HttpResponseMessage response = await site.SendOnceAsync(
            HttpMethod.Get, "/", content: null, TestSite.Basic(DigestResponse.SiteUser, password), []);
        return response.StatusCode;
    }

    private static Task FollowAsync(DigestFactorSite site, string password, HttpStatusCode status) => Eventually.IsTrueAsync(
        () =>
        {
            site.Time.Advance(TimeSpan.FromSeconds(1));
            return IsAsync(site, password, status);
        },
        "the digest file");

    private static async Task<bool> IsAsync(DigestFactorSite site, string password, HttpStatusCode status) => await StatusAsync(site, password) == status;
}
