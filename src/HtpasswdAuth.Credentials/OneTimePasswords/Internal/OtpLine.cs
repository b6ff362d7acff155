namespace HtpasswdAuth;

/// <summary>A line of a file of the second factor.</summary>
/// <param name="Text">The line as it stands in the file, with its newline.</param>
/// <param name="User">Whose it is; <see langword="null"/> for a comment or a blank line.</param>
/// <param name="Key">Which of the user's it is; no two have the same.</param>
/// <param name="Record">What it says.</param>
internal readonly record struct OtpLine(ReadOnlyMemory<byte> Text, string? User = null, string? Key = null, object? Record = null);
