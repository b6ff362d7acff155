namespace HtpasswdAuth;

/// <summary>An oddity in a credential file. It names no user and no hash, so that it can be logged.</summary>
/// <param name="LineNumber">The line in the file, from 1.</param>
/// <param name="Code">What is odd.</param>
public readonly record struct CredentialFileProblem(int LineNumber, CredentialFileProblemCode Code);
