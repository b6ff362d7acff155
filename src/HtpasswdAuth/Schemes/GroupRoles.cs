using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Adds a user's groups to the answers of a scheme, as role claims. The answers with roles are kept for one snapshot of the group
/// file: another snapshot makes them anew, so that a change of the file takes effect with the next request.
/// </summary>
internal sealed class GroupRoles(WatchedGroupFile file, string schemeName, string? claimsIssuer) : IDisposable
{
    private readonly string _issuer = claimsIssuer ?? schemeName;
    private Func<AuthenticateResult, IReadOnlyList<string>, AuthenticateResult>? _addRoles;

    public WatchedGroupFile File => file;

    /// <summary>Reads the group file of a scheme and begins to watch it; <see langword="null"/> where the scheme has none.</summary>
    public static GroupRoles? Open(WatchedFileSettings? settings, string schemeName, string? claimsIssuer, TimeProvider time, ILogger logger)
    {
        if (settings is null)
        {
            return null;
        }

        var file = new WatchedGroupFile(settings, time, logger);
        file.Start();
        return new GroupRoles(file, schemeName, claimsIssuer);
    }

    /// <summary>Where the group file of a scheme is and how it is watched; <see langword="null"/> where the scheme has none.</summary>
    public static WatchedFileSettings? FileSettings(string? path, TimeSpan pollInterval, TimeSpan grace, TimeSpan shrunkGrace) =>
        string.IsNullOrWhiteSpace(path) ? null : new(path) { PollInterval = pollInterval, Grace = grace, ShrunkGrace = shrunkGrace };

    /// <summary>The same user with the roles of now. Allocates only for a snapshot that the user was not seen with before.</summary>
    public VerifiedUser AddTo(VerifiedUser user) => user.With(file.Current ?? HtgroupFile.Empty, _addRoles ??= AddRoles);

    public void Dispose() => file.Dispose();

    private AuthenticateResult AddRoles(AuthenticateResult result, IReadOnlyList<string> groups)
    {
        ClaimsPrincipal principal = result.Principal!;
        IEnumerable<Claim> roles = groups.Select(group => new Claim(ClaimTypes.Role, group, ClaimValueTypes.String, _issuer));
        var withRoles = new ReadOnlyPrincipal(new ReadOnlyIdentity([.. principal.Claims, .. roles], principal.Identity!.AuthenticationType!));
        return AuthenticateResult.Success(new AuthenticationTicket(withRoles, result.Properties, schemeName));
    }
}
