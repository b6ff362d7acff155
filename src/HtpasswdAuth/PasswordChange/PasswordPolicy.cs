using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Judges new passwords. It tells everything that is against one at once.</summary>
internal sealed class PasswordPolicy
{
    private readonly PasswordPolicyOptions _options;
    private readonly SiteWords _siteWords;
    private readonly int _maxBytes;
    private readonly IPasswordStrength? _strength;
    private readonly IBreachedPasswords? _breached;
    private readonly ILogger _logger;

    /// <param name="options">The rules.</param>
    /// <param name="realm">The site's name to its users.</param>
    /// <param name="maxBytes">What the hash reads, or a sign-in may send, whichever is less.</param>
    /// <param name="strength">The application's estimate, if it has one.</param>
    /// <param name="breached">Passwords from thefts of data, if there is a list.</param>
    /// <param name="logger">Told when one of the two fails.</param>
    public PasswordPolicy(
        PasswordPolicyOptions options, string realm, int maxBytes, IPasswordStrength? strength, IBreachedPasswords? breached, ILogger logger)
    {
        _options = options;
        _siteWords = new SiteWords([realm, .. options.SiteWords]);
        _maxBytes = maxBytes;
        _strength = strength;
        _breached = breached;
        _logger = logger;
    }

    /// <summary>How many characters a password needs.</summary>
    public int MinLength(bool hasSecondFactor) => hasSecondFactor ? _options.MinLengthWithSecondFactor : _options.MinLength;

    /// <summary>All that is against a password; nothing if it may be taken.</summary>
    public async ValueTask<IReadOnlyList<PasswordRefusal>> CheckAsync(string password, PasswordPolicyContext context, CancellationToken cancellationToken)
    {
        // No character takes more than two units; whatever is longer is not even looked at.
        if (password.Length > 2 * _options.MaxLength)
        {
            return [PasswordRefusals.TooLong(_options.MaxLength)];
        }

        string composed = PasswordText.Compose(password);
        List<PasswordRefusal> refusals = [.. CheckForm(composed, context)];
        IReadOnlyList<string> words = _siteWords.With(context.Host);
        refusals.AddRange(CheckContent(PasswordText.Fold(composed), context, words));
        if (EstimateStrength(composed, context, words) is { } estimate && estimate.Score < _options.MinStrength)
        {
            refusals.Add(PasswordRefusals.TooWeak(estimate.Advice));
        }

        if (await IsBreachedAsync(composed, cancellationToken).ConfigureAwait(false))
        {
            refusals.Add(PasswordRefusals.Breached);
        }

        return refusals;
    }

    private IEnumerable<PasswordRefusal> CheckForm(string password, PasswordPolicyContext context)
    {
        int length = PasswordText.CountCodePoints(password);
        int minimum = MinLength(context.HasSecondFactor);
        if (length < minimum)
        {
            yield return PasswordRefusals.TooShort(length, minimum);
        }

        if (length > _options.MaxLength)
        {
            yield return PasswordRefusals.TooLong(_options.MaxLength);
        }

        int bytes = Encoding.UTF8.GetByteCount(password);
        if (bytes > _maxBytes)
        {
            yield return PasswordRefusals.TooManyBytes(bytes, _maxBytes);
        }

        if (!PasswordText.IsUsable(password))
        {
            yield return PasswordRefusals.UnusableCharacter;
        }
    }

    /// <param name="folded">The password in the form in which it is compared.</param>
    /// <param name="context">Whose it is to be.</param>
    /// <param name="words">The site's words.</param>
    private IEnumerable<PasswordRefusal> CheckContent(string folded, PasswordPolicyContext context, IReadOnlyList<string> words)
    {
        int minimum = MinLength(context.HasSecondFactor);
        if (context.CurrentPassword.Length > 0 && folded == PasswordText.Fold(context.CurrentPassword))
        {
            yield return PasswordRefusals.SameAsCurrent;
        }

        string squeezed = PasswordText.Squeeze(folded);
        if (NamesOf(context.UserName).Any(name => PasswordText.ContainsWord(folded, name) || PasswordText.ContainsWord(squeezed, PasswordText.Squeeze(name))))
        {
            yield return PasswordRefusals.ContainsUserName;
        }

        string rest = SiteWords.Remove(folded, words);
        int left = PasswordText.CountCodePoints(rest);
        if (left < minimum && rest.Length < folded.Length)
        {
            yield return PasswordRefusals.SiteName(left, minimum);
        }

        string unit = PasswordPattern.Unit(squeezed);
        if (_options.RefuseCommonPasswords && ((string[])[folded, squeezed, unit, PasswordText.Stem(squeezed)]).Any(CommonPasswords.Contains))
        {
            yield return PasswordRefusals.Common;
        }

        // What repeats itself counts once. What follows a track says little: it may be half of the length that is needed.
        bool repeats = unit.Length < squeezed.Length && PasswordText.CountCodePoints(unit) < minimum;
        int told = 2 * PasswordPattern.CountPieces(squeezed);
        if (repeats || (told < minimum && told <= squeezed.Length && told > 0))
        {
            yield return PasswordRefusals.Predictable;
        }
    }

    /// <summary>The folded name, and what stands before the @ of one that is a mail address.</summary>
    private static IEnumerable<string> NamesOf(string userName)
    {
        string folded = PasswordText.Fold(userName);
        int at = folded.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? [folded, folded[..at]] : folded.Length > 0 ? [folded] : [];
    }

    private PasswordStrengthEstimate? EstimateStrength(string password, PasswordPolicyContext context, IReadOnlyList<string> words)
    {
        try
        {
            return _strength?.Estimate(password, [.. NamesOf(context.UserName), .. words]);
        }
        catch (Exception exception)
        {
            // Whatever the application's code does, nobody must be kept from changing a password by it. Its message may quote the password.
            _logger.PasswordStrengthFailed(exception.GetType().Name);
            return null;
        }
    }

    private async ValueTask<bool> IsBreachedAsync(string password, CancellationToken cancellationToken)
    {
        if (_breached is null)
        {
            return false;
        }

        try
        {
            byte[] sha1 = SHA1.HashData(Encoding.UTF8.GetBytes(password));
            return await _breached.ContainsAsync(sha1, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _logger.BreachedPasswordsFailed(exception.GetType().Name);
            return false;
        }
    }
}
