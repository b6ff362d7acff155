using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace HtpasswdAuth;

/// <summary>User and result in one object, which is all that a request answered from the cache allocates.</summary>
internal sealed class GateAuthenticationFeature(AuthenticateResult result) : IHttpAuthenticationFeature, IAuthenticateResultFeature
{
    private AuthenticateResult? _result = result;
    private ClaimsPrincipal? _user = result.Principal;

    public AuthenticateResult? AuthenticateResult
    {
        get => _result;
        set
        {
            _result = value;
            _user = value?.Principal;
        }
    }

    // Whoever sets another user must not leave a result behind that speaks of the first.
    public ClaimsPrincipal? User
    {
        get => _user;
        set
        {
            _user = value;
            _result = null;
        }
    }
}
