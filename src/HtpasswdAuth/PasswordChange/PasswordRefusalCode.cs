namespace HtpasswdAuth;

/// <summary>Why a new password is refused.</summary>
public enum PasswordRefusalCode
{
    /// <summary>It has fewer characters than are needed.</summary>
    TooShort,

    /// <summary>It has more characters than are taken.</summary>
    TooLong,

    /// <summary>It takes more bytes than the hash reads, or than a sign-in may send.</summary>
    TooManyBytes,

    /// <summary>It holds a control character, or half of a character.</summary>
    UnusableCharacter,

    /// <summary>It is the current password, or differs from it in capitals only.</summary>
    SameAsCurrent,

    /// <summary>It contains the user's name.</summary>
    ContainsUserName,

    /// <summary>It consists of the site's name and little more.</summary>
    SiteName,

    /// <summary>Many people have it.</summary>
    Common,

    /// <summary>It repeats a short piece, or follows the alphabet, the digits or the keyboard.</summary>
    Predictable,

    /// <summary>It is known from a theft of data.</summary>
    Breached,

    /// <summary>The application's estimate of its strength is too low.</summary>
    TooWeak,
}
