using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>
/// A user whose password was right, with the finished answer of the authentication scheme, so that a request answered from the
/// cache allocates nothing. Shared between requests: its principal cannot be changed.
/// </summary>
internal sealed class VerifiedUser(string name, bool rehashNeeded, UInt128 passwordVersion, AuthenticateResult result)
{
    private volatile UserInGroups? _inGroups;

    public string Name { get; } = name;

    public bool RehashNeeded { get; } = rehashNeeded;

    /// <summary>Gets a hash over the name and the stored hash: another password of the user is another version.</summary>
    public UInt128 PasswordVersion { get; } = passwordVersion;

    public AuthenticateResult Result { get; } = result;

    public Task<AuthenticateResult> ResultTask { get; } = Task.FromResult(result);

    /// <summary>The user with what the groups of a file add to the answer; made once for each snapshot of the file.</summary>
    /// <param name="groups">The file as it is now.</param>
    /// <param name="addGroups">Makes the answer with groups of the one without.</param>
    public VerifiedUser With(HtgroupFile groups, Func<AuthenticateResult, IReadOnlyList<string>, AuthenticateResult> addGroups)
    {
        if (_inGroups is { } known && ReferenceEquals(known.Groups, groups))
        {
            return known.User;
        }

        IReadOnlyList<string> own = groups.GroupsOf(Name);
        VerifiedUser user = own.Count == 0 ? this : new VerifiedUser(Name, RehashNeeded, PasswordVersion, addGroups(Result, own));
        _inGroups = new UserInGroups(groups, user);
        return user;
    }
}
