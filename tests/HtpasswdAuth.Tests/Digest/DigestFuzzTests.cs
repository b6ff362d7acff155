using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Random and mutated <c>Authorization</c> fields through all that reads and verifies them: a million where the environment variable
/// HTPASSWDAUTH_LONG is 1, as <c>./test.sh --long</c> has it.
/// </summary>
public sealed class DigestFuzzTests
{
    private static readonly string[] Algorithms = ["MD5", "SHA-256"];

    private static int Count => Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") == "1" ? 1_000_000 : 20_000;

    /// <summary>
    /// What they are mutations of was accepted once and is a replay since. So whoever gets in got in by something that he was not
    /// given, and there is no need to say which changes matter.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_header_throws_or_signs_anybody_in(bool everythingAllowed)
    {
        await using var site = new DigestSite
        {
            Options = options =>
            {
                options.AttemptThrottle.Enabled = false;
                (options.AllowAuthInt, options.UserHash, options.AllowBasic) = (everythingAllowed, everythingAllowed, everythingAllowed);
            },

            // A line for each of a million would be kept.
            Services = services => services.AddLogging(logging => logging.ClearProviders()),
        };
        List<string> right = [];
        foreach (string algorithm in Algorithms)
        {
            right.Add((await site.AnswerAsync(algorithm)).ToString());
        }

        HtdigestAuthenticator authenticator = site.App.Services.GetRequiredService<HtdigestSchemes>().Get(HtdigestDefaults.AuthenticationScheme);
        foreach (string header in right)
        {
            Assert.True((await AuthenticateAsync(authenticator, header)).Result.Succeeded);
        }

        var headers = new RandomDigestHeaders($"digest headers {everythingAllowed}", right);
        Dictionary<HtpasswdFailure, int> failures = [];
        for (int round = Count / 2; round > 0; round--)
        {
            string header = headers.Next();
            HtpasswdAuthentication authentication = await AuthenticateAsync(authenticator, header);
            Assert.False(authentication.Result.Succeeded, header);
            failures[authentication.Failure] = failures.GetValueOrDefault(authentication.Failure) + 1;
        }

        // A generator whose headers all fail at the first character would prove nothing.
        HtpasswdFailure[] expected = [HtpasswdFailure.MalformedCredentials, HtpasswdFailure.WrongCredentials, HtpasswdFailure.WrongUri, HtpasswdFailure.StaleNonce];
        Assert.All(expected, failure => Assert.True(failures.GetValueOrDefault(failure) > 100, $"{failure}: {failures.GetValueOrDefault(failure)}"));
    }

    private static ValueTask<HtpasswdAuthentication> AuthenticateAsync(HtdigestAuthenticator authenticator, string header)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Method = "GET";
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        context.Request.Path = "/";
        context.Request.Headers.Authorization = header;
        return authenticator.AuthenticateAsync(context);
    }
}
