namespace HtpasswdAuth.Tool;

/// <summary>What is said of an account database, and of the text files that it has taken the place of.</summary>
internal static class AccountDatabaseCheck
{
    public const string Advice = "this is a database, and no text file; \"htauth account status --file PASSWORDFILE\" looks at it";

    /// <summary>Whether it is a SQLite database, by the words that one begins with.</summary>
    public static bool IsOne(ReadOnlySpan<byte> content) => content.StartsWith("SQLite format 3\0"u8);

    public static string? NoteOf(string type) => type is CheckedFileType.Otp or CheckedFileType.OtpState or CheckedFileType.PasswordState
        ? "of version 0; sites read their account database instead: \"htauth account import\" brings the file into it, and \"htauth account init\" makes one of it"
        : null;
}
