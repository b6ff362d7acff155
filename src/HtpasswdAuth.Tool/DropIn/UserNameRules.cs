namespace HtpasswdAuth.Tool;

/// <summary>Names that Apache's programs write and that no reader finds again, or that break the file.</summary>
internal static class UserNameRules
{
    /// <returns>What is wrong, without the name itself, whose bytes might not be fit for a terminal.</returns>
    public static string? Complaint(string name, bool isCompatible)
    {
        if (name.Contains('\n'))
        {
            return "username contains a newline, which would break the file; choose a name without";
        }

        if (isCompatible || name.Length == 0)
        {
            return null;
        }

        if (name.Contains('\r') || name.Contains('\0'))
        {
            return "username contains an illegal control character; choose a name without";
        }

        if (name[0] == '#')
        {
            return "username begins with '#' and would be read as a comment; choose a name without";
        }

        return IsSpace(name[0]) || IsSpace(name[^1])
            ? "username begins or ends with white space and would not be found again; choose a name without"
            : null;
    }

    /// <summary>C's <c>isspace</c>.</summary>
    private static bool IsSpace(char value) => value == ' ' || (uint)(value - '\t') <= '\r' - '\t';
}
