namespace HtpasswdAuth;

/// <summary>Every exception of the hashing folder. None of them holds a password or a hash.</summary>
internal static class PasswordHashErrors
{
    public static ArgumentException SchemeCannotBeCreated(string parameterName, PasswordHashAlgorithm algorithm) =>
        new($"Hashes of {algorithm} are not created. Use {nameof(PasswordHashAlgorithm.Bcrypt)}.", parameterName);

    public static ArgumentException NoScheme(string parameterName) =>
        new($"Name the scheme to imitate: pass what {nameof(PasswordHash)}.{nameof(PasswordHash.TryIdentify)} told of a hash.", parameterName);

    public static ArgumentException PasswordHoldsNul(string parameterName) =>
        new("The password holds a NUL byte, at which other programs would cut it. Choose one without.", parameterName);

    public static ArgumentException PasswordTooLong(string parameterName, PasswordHashAlgorithm algorithm, int limit, int length) =>
        new(
            $"{algorithm} reads only the first {limit} bytes of a password; this one has {length}. Choose a shorter one or another "
            + $"scheme, or set {nameof(PasswordHashParameters.AllowTruncation)} to have the rest ignored.",
            parameterName);

    public static ArgumentException PasswordNotWritableAsPlaintext(string parameterName) =>
        new(
            "This password cannot stand in the file as plaintext: it is empty, holds a colon or a control character, begins or "
            + "ends with a space, is not UTF-8, or would be read as a hash. Hash it instead.",
            parameterName);

    public static ArgumentException ResultsTooShort(string parameterName, int needed, int actual) =>
        new($"There is room for {actual} results; {needed} passwords need one each.", parameterName);

    public static ArgumentException CostIsFixed(string parameterName, PasswordHashAlgorithm algorithm) =>
        new($"The cost of {algorithm} is fixed. Leave it out.", parameterName);

    public static ArgumentOutOfRangeException CostOutOfRange(
        string parameterName, PasswordHashAlgorithm algorithm, int min, int max, int actual) =>
        new(parameterName, actual, $"The cost of {algorithm} is {min} to {max}.");
}
