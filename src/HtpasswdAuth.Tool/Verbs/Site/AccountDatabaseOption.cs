using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>Where the account database of a password file is.</summary>
internal static class AccountDatabaseOption
{
    public static Option<string?> Create() => new("--database")
    {
        Description = "The account database, where it is not beside the password file.",
        Recursive = true,
    };
}
