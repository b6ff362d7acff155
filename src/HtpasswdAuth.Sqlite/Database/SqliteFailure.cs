using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>What SQLite says, as a <see cref="DatabaseException"/> that tells what to do.</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static DatabaseException From(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        Busy or Locked => Make($"Another program holds the account database {path}: end it, or try again later.", exception, isAway: true),
        ReadOnly => Make($"The account database {path} cannot be written: let this process write the file and its folder.", exception, isAway: false),
        Full => Make($"The disk of the account database {path} is full: make room.", exception, isAway: true),
        InputOutput => Make($"The disk of the account database {path} fails: see to it, and restore a backup by 'htauth account restore'.", exception, isAway: false),
        CannotOpen => Make($"The account database {path} cannot be opened: let this process read and write the file and its folder.", exception, isAway: false),
        Corrupt or NotADatabase => Damaged(path, exception),
        _ => Make($"The account database {path} did not do what it was asked.", exception, isAway: false),
    };

    public static DatabaseException Damaged(string path, Exception? exception = null) => new(
        $"The account database {path} is damaged: restore a backup by 'htauth account restore'.", exception, isAway: false, exception?.Message);

    public static DatabaseException Missing(string path, string sign) => new(
        $"The account database {path} is missing, and {sign} tells that there was one: restore a backup by 'htauth account restore', "
        + "or, if no second factor and no session of before is to count, make a new one by 'htauth account init'.", null, isAway: false);

    public static DatabaseException Gone(string path) => new(
        $"The account database {path} is gone: restore a backup by 'htauth account restore'.", null, isAway: false);

    public static DatabaseException Empty(string path) => new(
        $"{path} is no account database: it holds no tables. Restore a backup by 'htauth account restore'.", null, isAway: false);

    public static DatabaseException Newer(string path, long version) => new(
        $"The account database {path} is of version {version}, which is newer than this program ({SqliteSql.Version}): update HtpasswdAuth on this machine.",
        null, isAway: false);

    public static DatabaseException Older(string path) => new(
        $"The account database {path} is older than what this process has seen, or another one, so that spent codes and ended sessions would count again: "
        + "put the right one back, or, after a deliberate restore, run 'htauth account accept'.", null, isAway: false);

    public static DatabaseException Closed(string path) => new($"The account database {path} is being closed.", null, isAway: true);

    private static DatabaseException Make(string message, SqliteException exception, bool isAway) =>
        new(message, exception, isAway, $"SQLite error {exception.SqliteExtendedErrorCode}");
}
