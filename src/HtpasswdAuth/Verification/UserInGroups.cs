namespace HtpasswdAuth;

/// <summary>A user as one snapshot of a group file has him.</summary>
internal sealed record UserInGroups(HtgroupFile Groups, VerifiedUser User);
