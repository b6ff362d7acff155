using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Benchmarks.Servers;

/// <summary>Always the same user, from a finished answer: the least that any handler costs in ASP.NET Core.</summary>
internal sealed class FloorHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Floor";

    private static readonly Task<AuthenticateResult> Always = Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, BenchmarkSite.VerifiedUser)], Scheme)), Scheme)));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Always;
}
