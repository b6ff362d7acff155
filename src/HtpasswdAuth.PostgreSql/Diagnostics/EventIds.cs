namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// The ids of our log events, from 2000 on; those below are of HtpasswdAuth. An id is never used again for something else, since
/// people filter by them.
/// </summary>
internal static class EventIds
{
    // 2000: the copy of the database
    public const int TableLoaded = 2000;
    public const int DatabaseAway = 2001;
    public const int DatabaseBack = 2002;
    public const int DatabaseClosed = 2003;
    public const int DatabaseUnusable = 2004;
    public const int TableBroken = 2005;
    public const int DatabaseWentBack = 2006;

    // 2010: notifications
    public const int Listening = 2010;
    public const int ListeningEnded = 2011;
    public const int NotificationsMissing = 2012;
    public const int NotificationsUnproven = 2013;

    // 2020: what goes on beside requests
    public const int BackgroundFailed = 2020;
}
