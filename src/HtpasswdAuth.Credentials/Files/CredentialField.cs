namespace HtpasswdAuth;

/// <summary>What a field may hold without breaking the file it is written into.</summary>
internal static class CredentialField
{
    /// <summary>Refuses what would end the field or the line: nothing may come to be written as a record of its own.</summary>
    public static void ThrowIfBreaksLine(ReadOnlySpan<byte> field, bool allowColon, string parameterName)
    {
        if (field.IndexOfAny((byte)'\n', (byte)0) >= 0 || (!allowColon && field.Contains((byte)':')))
        {
            throw new ArgumentException("A newline, a NUL or a colon would break the file.", parameterName);
        }
    }

    /// <summary>Refuses what every reader takes for something else: a comment, or a name without the spaces around it.</summary>
    public static void ThrowIfNotFoundAgain(ReadOnlySpan<byte> name, string parameterName)
    {
        if (!IsFoundAgain(name))
        {
            throw new ArgumentException(
                "The name is empty, begins with '#' or holds a colon, a line end, a NUL or white space around it: it would not be found again.",
                parameterName);
        }
    }

    public static bool IsFoundAgain(ReadOnlySpan<byte> name) =>
        !name.IsEmpty
        && name[0] != '#'
        && !CredentialLines.IsSpace(name[0])
        && !CredentialLines.IsSpace(name[^1])
        && name.IndexOfAny(":\r\n\0"u8) < 0;
}
