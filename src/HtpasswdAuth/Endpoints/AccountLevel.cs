namespace HtpasswdAuth;

/// <summary>What an account endpoint asks for before it does anything.</summary>
internal enum AccountLevel
{
    /// <summary>The second factor, also where the site would not ask for it yet.</summary>
    SecondFactor = 0,

    /// <summary>
    /// The second factor and another code, from just now; see <see cref="SecondFactorSession.IsProvedAt"/>. For what outlives the session.
    /// </summary>
    FreshProof,

    /// <summary>The password alone, in a scheme that has a second factor: for what one does to give it or to set it up.</summary>
    BeforeSecondFactor,

    /// <summary>The password alone, in whatever scheme.</summary>
    Password,

    /// <summary>The password alone, also one that has to be changed first: to sign out.</summary>
    AnyPassword,
}
