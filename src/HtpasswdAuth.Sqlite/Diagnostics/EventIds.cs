namespace HtpasswdAuth.Sqlite;

/// <summary>The ids of our log events, from 2100 on. An id is never used again for something else, since people filter by them.</summary>
internal static class EventIds
{
    public const int AccountsLoaded = 2100;
    public const int AccountsClosed = 2101;
    public const int AccountsBack = 2102;
    public const int AccountRowBroken = 2103;
    public const int AccountsCreated = 2104;
    public const int AccountsImported = 2105;
    public const int OldAccountFileIgnored = 2106;
    public const int AccountsReadAnew = 2107;
    public const int ImportedFileStays = 2108;
    public const int AccountCodeFailed = 2120;
}
