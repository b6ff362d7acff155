namespace HtpasswdAuth;

/// <summary>What an account endpoint asks for before it does anything.</summary>
internal enum AccountLevel
{
    /// <summary>The second factor, also where the site would not ask for it yet.</summary>
    SecondFactor = 0,

    /// <summary>The password alone, in a scheme that has a second factor: for what one does to give it or to set it up.</summary>
    BeforeSecondFactor,

    /// <summary>The password alone, in whatever scheme.</summary>
    Password,
}
