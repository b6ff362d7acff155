namespace HtpasswdAuth;

/// <summary>Something that was not taken over, or not as it was. It holds neither a secret nor the line.</summary>
/// <param name="Line">The line in the file, from 1; 0 if it is about the whole, or about writing.</param>
/// <param name="User">The user's name as the file has it, if it was found.</param>
/// <param name="Message">What is wrong, and what became of it.</param>
public sealed record OtpImportProblem(int Line, string? User, string Message);
