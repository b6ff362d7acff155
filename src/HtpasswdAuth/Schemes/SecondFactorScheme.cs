namespace HtpasswdAuth;

/// <summary>What the second factor takes from the options of its scheme, whatever the password is proved by.</summary>
/// <param name="Name">The scheme.</param>
/// <param name="Realm">The realm, to which sessions are bound.</param>
/// <param name="Options">The options of the second factor, with their paths made full.</param>
/// <param name="Time">The clock.</param>
internal sealed record SecondFactorScheme(string Name, string Realm, SecondFactorOptions Options, TimeProvider Time)
{
    public string? ClaimsIssuer { get; init; }

    public required TimeSpan PollInterval { get; init; }

    public required TimeSpan MissingFileGrace { get; init; }

    /// <summary>The password or digest file, and where the text files of accounts are, or were.</summary>
    public AccountFiles FilesOf(string userFile, PasswordChangeOptions passwords, bool isDigest)
    {
        AccountFiles files = AccountFiles.Beside(userFile) with
        {
            Factor = new OtpFiles(Options.EnrolmentFile!, Options.StateFile!, Options.KeyFile!),
            IsDigest = isDigest,
        };
        return isDigest ? files with { DigestPasswordStates = passwords.StateFile! } : files with { PasswordStates = passwords.StateFile! };
    }

    public OtpStoreSettings FileAt(string path) => new(path) { PollInterval = PollInterval, MissingFileGrace = MissingFileGrace };
}
