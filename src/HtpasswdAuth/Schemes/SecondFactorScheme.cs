namespace HtpasswdAuth;

/// <summary>What the second factor takes from the options of its scheme, whatever the password is proved by.</summary>
/// <param name="Name">The scheme.</param>
/// <param name="Realm">The realm, to which sessions are bound.</param>
/// <param name="Options">The options of the second factor, with their paths made full.</param>
/// <param name="Time">The clock.</param>
internal sealed record SecondFactorScheme(string Name, string Realm, SecondFactorOptions Options, TimeProvider Time)
{
    public string? ClaimsIssuer { get; init; }

    /// <summary>The password or digest file of the scheme, and what belongs to it.</summary>
    public AccountFiles FilesOf(string userFile, bool isDigest)
    {
        AccountFiles files = AccountFiles.Beside(userFile, isDigest);
        return files with { Factor = files.Factor with { Keys = Options.KeyFile! } };
    }
}
