using System.Globalization;

namespace HtpasswdAuth;

/// <summary>The sentences that people read when a new password is refused. None holds anything of the password.</summary>
internal static class PasswordRefusals
{
    public static PasswordRefusal UnusableCharacter { get; } = new(
        PasswordRefusalCode.UnusableCharacter,
        "It holds a control character or half of a character, which no sign-in form sends. Leave that out.");

    public static PasswordRefusal SameAsCurrent { get; } = new(
        PasswordRefusalCode.SameAsCurrent,
        "It is the current password, give or take capital letters. Choose another.");

    public static PasswordRefusal ContainsUserName { get; } = new(
        PasswordRefusalCode.ContainsUserName,
        "It contains the user name, which is no secret. Leave the name out.");

    public static PasswordRefusal Common { get; } = new(
        PasswordRefusalCode.Common,
        "Many people use it, or what it is without the digits and signs at its ends, so it is among the first that are tried. Choose something nobody else would: a few words that have nothing to do with each other.");

    public static PasswordRefusal Predictable { get; } = new(
        PasswordRefusalCode.Predictable,
        "It repeats a short piece, or follows the alphabet, the digits or the keyboard. Choose a few words that have nothing to do with each other.");

    public static PasswordRefusal Breached { get; } = new(
        PasswordRefusalCode.Breached,
        "It is known from a theft of data, so it is among the first that are tried. Choose another, and do not use this one anywhere.");

    public static PasswordRefusal TooShort(int length, int minimum) => new(
        PasswordRefusalCode.TooShort,
        string.Create(CultureInfo.InvariantCulture, $"It has {length} of the {minimum} characters that are needed. A few words will do, with the spaces between them."),
        minimum);

    public static PasswordRefusal TooLong(int maximum) => new(
        PasswordRefusalCode.TooLong,
        string.Create(CultureInfo.InvariantCulture, $"It has more than {maximum:N0} characters. Choose a shorter one."),
        maximum);

    public static PasswordRefusal TooManyBytes(int bytes, int maximum) => new(
        PasswordRefusalCode.TooManyBytes,
        string.Create(
            CultureInfo.InvariantCulture,
            $"It takes {bytes:N0} bytes, and this site can use {maximum:N0} of them. Choose a shorter one: a letter with an accent takes two bytes, most other scripts three, an emoji four."),
        maximum);

    public static PasswordRefusal SiteName(int left, int minimum) => new(
        PasswordRefusalCode.SiteName,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Without the name of this site, which is tried first, {left} of the {minimum} characters are left that are needed. Add to them, or leave the name out."),
        minimum);

    public static PasswordRefusal TooWeak(string? advice) => new(
        PasswordRefusalCode.TooWeak,
        string.IsNullOrWhiteSpace(advice)
            ? "It would be guessed soon. Choose a longer one: a few words that have nothing to do with each other."
            : $"It would be guessed soon. {advice.Trim()}");
}
