namespace HtpasswdAuth;

/// <summary>Who must give a one-time code after the password.</summary>
public enum SecondFactorMode
{
    /// <summary>Nobody: the password is enough.</summary>
    None = 0,

    /// <summary>Everybody. Who is not enrolled is led to enrol and reaches nothing before that.</summary>
    Required,

    /// <summary>Those who are enrolled; for the others the password is enough.</summary>
    WhenEnrolled,

    /// <summary>
    /// Nobody at first; endpoints marked with <c>RequireSecondFactor()</c>, or under a policy that says so, ask for the code
    /// when they are reached.
    /// </summary>
    StepUp,
}
