namespace HtpasswdAuth.Tool;

/// <summary>What is told of a user. The hash itself is not.</summary>
internal sealed record UserRow(string User, string Scheme, int? Cost, bool Weak, bool Duplicate);
