using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>Whether somebody whose password was right may go on: as whom, or why not.</summary>
internal readonly struct SecondFactorPass
{
    private SecondFactorPass(VerifiedUser? user, HtpasswdFailure failure, TimeSpan? retryAfter)
    {
        User = user;
        Failure = failure;
        RetryAfter = retryAfter;
    }

    public VerifiedUser? User { get; }

    public HtpasswdFailure Failure { get; }

    public TimeSpan? RetryAfter { get; }

    [MemberNotNullWhen(true, nameof(User))]
    public bool Granted => User is not null;

    public static SecondFactorPass To(VerifiedUser user) => new(user, default, default);

    public static SecondFactorPass Refused(HtpasswdFailure failure, TimeSpan? retryAfter = null) => new(null, failure, retryAfter);
}
