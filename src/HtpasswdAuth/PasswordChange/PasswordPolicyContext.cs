namespace HtpasswdAuth;

/// <summary>For whom, and where, a new password is judged.</summary>
internal sealed class PasswordPolicyContext
{
    public required string UserName { get; init; }

    /// <summary>Gets the password that is to be replaced; empty if it is not known.</summary>
    public required string CurrentPassword { get; init; }

    /// <summary>Gets the host name by which the site was asked, without its port.</summary>
    public string? Host { get; init; }

    /// <summary>Gets whether the user gives a one-time code as well.</summary>
    public bool HasSecondFactor { get; init; }
}
