namespace HtpasswdAuth;

/// <summary>What an <see cref="IPasswordStrength"/> says of a password.</summary>
/// <param name="Score">0 (guessed at once) to 4 (very unguessable), as zxcvbn counts.</param>
/// <param name="Advice">A sentence for the user on what would be better, shown if the score is too low; it must not quote the password.</param>
public readonly record struct PasswordStrengthEstimate(int Score, string? Advice = null);
