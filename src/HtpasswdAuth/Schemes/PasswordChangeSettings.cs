using Microsoft.Extensions.Configuration;

namespace HtpasswdAuth;

/// <summary>The keys under <c>PasswordChange</c> of a scheme's section, read by name as <see cref="SchemeSection"/> does.</summary>
internal static class PasswordChangeSettings
{
    private const string Section = "PasswordChange";

    private static readonly string SiteWords =
        ConfigurationPath.Combine(Section, nameof(PasswordChangeOptions.Policy), nameof(PasswordPolicyOptions.SiteWords));

    public static IReadOnlyDictionary<string, Action<OptionsReader, PasswordChangeOptions>> All { get; } =
        new Dictionary<string, Action<OptionsReader, PasswordChangeOptions>>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(PasswordChangeOptions.Algorithm)] = (read, change) => change.Algorithm = read.Choice(change.Algorithm),
        [nameof(PasswordChangeOptions.Cost)] = (read, change) => change.Cost = read.OptionalNumber(change.Cost),
        [nameof(PasswordChangeOptions.DigestFile)] = (read, change) => change.DigestFile = read.Text(),
        [nameof(PasswordChangeOptions.DigestRealm)] = (read, change) => change.DigestRealm = read.Text(),
        [nameof(PasswordChangeOptions.MaxAge)] = (read, change) => change.MaxAge = read.OptionalDuration(change.MaxAge),
        [nameof(PasswordChangeOptions.UserNamePattern)] = (read, change) => change.UserNamePattern = read.Text(),
        [nameof(PasswordChangeOptions.TargetPath)] = (read, change) => change.TargetPath = read.Text(),
        [nameof(PasswordChangeOptions.MaxConcurrentChanges)] = (read, change) => change.MaxConcurrentChanges = read.Number(change.MaxConcurrentChanges),
        [nameof(PasswordChangeOptions.MaxQueuedChanges)] = (read, change) => change.MaxQueuedChanges = read.Number(change.MaxQueuedChanges),
        [Policy(nameof(PasswordPolicyOptions.MinLength))] = (read, change) => change.Policy.MinLength = read.Number(change.Policy.MinLength),
        [Policy(nameof(PasswordPolicyOptions.MinLengthWithSecondFactor))] = (read, change) => change.Policy.MinLengthWithSecondFactor = read.Number(change.Policy.MinLengthWithSecondFactor),
        [Policy(nameof(PasswordPolicyOptions.MaxLength))] = (read, change) => change.Policy.MaxLength = read.Number(change.Policy.MaxLength),
        [Policy(nameof(PasswordPolicyOptions.RefuseCommonPasswords))] = (read, change) => change.Policy.RefuseCommonPasswords = read.Boolean(change.Policy.RefuseCommonPasswords),
        [Policy(nameof(PasswordPolicyOptions.MinStrength))] = (read, change) => change.Policy.MinStrength = read.Number(change.Policy.MinStrength),
        [Policy(nameof(PasswordPolicyOptions.BreachedPasswordsFile))] = (read, change) => change.Policy.BreachedPasswordsFile = read.Text(),

        // One alone, or none: an empty list has no elements, but an empty value.
        [Policy(nameof(PasswordPolicyOptions.SiteWords))] = (read, change) => AddSiteWord(read, change),
    };

    /// <summary>Finds what reads an element of a list, whose key ends in its place; <see langword="null"/> for any other key.</summary>
    public static Action<OptionsReader, PasswordChangeOptions>? FindElement(string key)
    {
        bool isElement = string.Equals(ConfigurationPath.GetParentPath(key), SiteWords, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(ConfigurationPath.GetSectionKey(key), out _);
        return isElement ? AddSiteWord : null;
    }

    private static string Policy(string name) => ConfigurationPath.Combine(nameof(PasswordChangeOptions.Policy), name);

    private static void AddSiteWord(OptionsReader read, PasswordChangeOptions change)
    {
        if (read.Text() is { Length: > 0 } word)
        {
            change.Policy.SiteWords.Add(word);
        }
    }
}
