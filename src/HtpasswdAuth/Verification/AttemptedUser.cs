namespace HtpasswdAuth;

/// <summary>Whom a password was sent for.</summary>
/// <param name="Name">As the file has it; what a client sent for a user that the file does not have.</param>
/// <param name="IsKnown">Whether the file has the user.</param>
internal readonly record struct AttemptedUser(string Name, bool IsKnown);
