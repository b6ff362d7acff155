namespace HtpasswdAuth;

/// <summary>
/// Estimates how soon a password would be guessed. None comes with the library; an application that wants one registers it as a
/// singleton service, for example over zxcvbn.
/// </summary>
public interface IPasswordStrength
{
    /// <summary>Estimates the strength of a new password. If it throws, the password is judged without it, and the log says so.</summary>
    /// <param name="password">The password in Unicode normalization form C. Keep it nowhere, and write it to no log.</param>
    /// <param name="knownWords">What a guesser would try first: the user's name, the site's words, in lower case.</param>
    PasswordStrengthEstimate Estimate(string password, IReadOnlyCollection<string> knownWords);
}
