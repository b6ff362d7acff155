namespace HtpasswdAuth;

/// <summary>Whose token it is, and by which password.</summary>
/// <param name="User">The name as the file has it.</param>
/// <param name="Stamp">The version of the password; see <see cref="PasswordVersion"/>.</param>
internal readonly record struct TokenAccount(string User, UInt128 Stamp);
