namespace HtpasswdAuth;

/// <summary>One reason against a new password. It holds nothing of the password.</summary>
/// <param name="Code">The reason, for programs and for those who translate it.</param>
/// <param name="Message">The same for people: one or two English sentences that say why, and what would do.</param>
/// <param name="Limit">The number that was missed, for those who translate it; <see langword="null"/> where there is none.</param>
public sealed record PasswordRefusal(PasswordRefusalCode Code, string Message, int? Limit = null);
