namespace HtpasswdAuth;

/// <summary>
/// Why a request was not signed in. That a user does not exist is deliberately not told apart from a wrong password.
/// </summary>
public enum HtpasswdFailure
{
    /// <summary>The request carried no Basic credentials. Not a failure of anybody: 401 with a challenge.</summary>
    NoCredentials = 0,

    /// <summary>The request carried several <c>Authorization</c> fields, so that two readers could disagree on who asks: 400.</summary>
    AmbiguousCredentials,

    /// <summary>The credentials were not well-formed by RFC 7617, or longer than is read: 401 with a challenge.</summary>
    MalformedCredentials,

    /// <summary>The request came over plain HTTP from another machine: 403, and no challenge, so that no password is typed into it.</summary>
    InsecureTransport,

    /// <summary>Unknown user, wrong password, or a stored hash that cannot be used: 401 with a challenge.</summary>
    WrongCredentials,

    /// <summary>The password was right, but <see cref="HtpasswdEvents.OnCredentialsVerified"/> refused the user: 401 with a challenge.</summary>
    Rejected,

    /// <summary>Too many verifications were waiting: 503 with <c>Retry-After</c>. Says nothing about the password.</summary>
    Busy,

    /// <summary>There is no user file that may be trusted: 503 with <c>Retry-After</c>. Says nothing about the password.</summary>
    StoreUnavailable,

    /// <summary>
    /// Too many wrong passwords came from this client's network or for this user; see <see cref="AttemptThrottleOptions"/>. 429
    /// with <c>Retry-After</c>, before anything is hashed. Says nothing about the password.
    /// </summary>
    TooManyAttempts,
}
