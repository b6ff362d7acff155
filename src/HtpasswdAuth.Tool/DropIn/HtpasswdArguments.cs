namespace HtpasswdAuth.Tool;

/// <summary>The options and operands of a call of <c>htpasswd</c>.</summary>
internal sealed class HtpasswdArguments
{
    public HtpasswdMode Mode { get; set; }

    public PasswordSource Source { get; set; }

    public PasswordHashAlgorithm Algorithm { get; set; } = PasswordHashAlgorithm.Apr1;

    /// <summary>Gets what <c>-C</c> or <c>-r</c> said last, both into the same place; 0 if neither was there.</summary>
    public int Cost { get; set; }

    /// <summary>Gets the file as typed; <see langword="null"/> with <c>-n</c>.</summary>
    public string? File { get; set; }

    public string User { get; set; } = "";

    /// <summary>Gets the password of <c>-b</c>.</summary>
    public string? Password { get; set; }

    /// <summary>Gets whether the environment asks for the checks that are stricter than Apache's to be left out.</summary>
    public bool IsCompatible { get; init; }

    public bool Has(HtpasswdMode mode) => (Mode & mode) != 0;

    public bool UsesShaCrypt => Algorithm is PasswordHashAlgorithm.Sha256Crypt or PasswordHashAlgorithm.Sha512Crypt;

    public bool UsesCost => UsesShaCrypt || Algorithm == PasswordHashAlgorithm.Bcrypt;
}
