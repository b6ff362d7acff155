namespace HtpasswdAuth;

/// <summary>
/// Why a request was not signed in. That a user does not exist is deliberately not told apart from a wrong password.
/// </summary>
public enum HtpasswdFailure
{
    /// <summary>
    /// The request carried no credentials of the scheme, and no session of the sign-in form that still counts. Not a failure of anybody: 401
    /// with a challenge, or where there is a form 302 to it for a browser that goes to a page.
    /// </summary>
    NoCredentials = 0,

    /// <summary>The request carried several <c>Authorization</c> fields, so that two readers could disagree on who asks: 400.</summary>
    AmbiguousCredentials,

    /// <summary>The credentials were not well-formed by RFC 7617 or RFC 7616, longer than is read, or of a realm or an algorithm that is not this site's: 401 with a challenge.</summary>
    MalformedCredentials,

    /// <summary>The request came over plain HTTP from another machine: 403, and no challenge, so that no password is typed into it.</summary>
    InsecureTransport,

    /// <summary>Unknown user, wrong password, or a stored hash that cannot be used: 401 with a challenge.</summary>
    WrongCredentials,

    /// <summary>The password was right, but <see cref="HtpasswdEvents.OnCredentialsVerified"/> refused the user: 401 with a challenge.</summary>
    Rejected,

    /// <summary>Too many verifications were waiting: 503 with <c>Retry-After</c>. Says nothing about the password.</summary>
    Busy,

    /// <summary>There are no users, or is nothing else that is needed, that may be trusted, since a file or a database cannot be read: 503 with <c>Retry-After</c>. Says nothing about the password.</summary>
    StoreUnavailable,

    /// <summary>
    /// Too many wrong passwords came from this client's network or for this user; see <see cref="AttemptThrottleOptions"/>. 429
    /// with <c>Retry-After</c>, before anything is hashed. Says nothing about the password.
    /// </summary>
    TooManyAttempts,

    /// <summary>
    /// The password was right, and a one-time code is missing: 302 to the page for it for a browser that goes there, otherwise 403.
    /// Never 401, after which browsers forget the password.
    /// </summary>
    SecondFactorRequired,

    /// <summary>The password was right, and the user has to enrol a second factor first: answered as <see cref="SecondFactorRequired"/>.</summary>
    EnrolmentRequired,

    /// <summary>The password was right, and the code sent with it was wrong or used before: 403.</summary>
    WrongCode,

    /// <summary>Too many wrong codes: 429 with <c>Retry-After</c>. The one sent was not looked at.</summary>
    TooManyCodes,

    /// <summary>An app password was right, but is not good for this path or method, or is over: 403.</summary>
    OutOfScope,

    /// <summary>
    /// The password was right, and has to be changed before anything else: answered as <see cref="SecondFactorRequired"/>, with the page
    /// to change it on.
    /// </summary>
    PasswordChangeRequired,

    /// <summary>
    /// Digest: the response was right for the password, but its nonce is too old, not of this site, or was used with this count
    /// before: 401 with <c>stale=true</c> and a new nonce, with which clients try again without asking anybody.
    /// </summary>
    StaleNonce,

    /// <summary>Digest: the response was made for another address than the one that was asked for: 400.</summary>
    WrongUri,
}
