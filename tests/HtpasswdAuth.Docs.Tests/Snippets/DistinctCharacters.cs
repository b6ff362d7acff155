namespace HtpasswdAuth.Docs.Tests;

// docs: password-change.md
internal sealed class DistinctCharacters : IPasswordStrength
{
    public PasswordStrengthEstimate Estimate(string password, IReadOnlyCollection<string> knownWords)
    {
        int score = Math.Min(password.Distinct().Count() / 3, 4);
        return new(score, score < 3 ? "Use more different characters." : null);
    }
}
// end
