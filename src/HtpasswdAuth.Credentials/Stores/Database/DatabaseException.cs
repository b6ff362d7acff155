namespace HtpasswdAuth;

/// <summary>
/// The database did not do what it was asked. A caller that asked for a change does not know whether it was made, and must say that it
/// was not.
/// </summary>
/// <param name="message">What to do.</param>
/// <param name="inner">What the database's library threw.</param>
/// <param name="isAway">Whether it could not be reached, or did not answer in time.</param>
/// <param name="reason">What an operator needs to know of it, without a secret; the message if there is no more.</param>
internal sealed class DatabaseException(string message, Exception? inner, bool isAway, string? reason = null) : IOException(message, inner)
{
    /// <summary>Gets whether the same may be done later.</summary>
    public bool IsAway => isAway;

    public string Reason => reason ?? Message;

    public static DatabaseException Unread() => new("The database was not read yet, or cannot be used: the log says why.", null, isAway: true);

    public static DatabaseException Contended() => new("Others change the same user all the time: try again later.", null, isAway: true);

    public static DatabaseException TooLarge() => new(
        "A table holds more than 2 GiB, which is more than a process can serve: share its users out among several schemas or databases.", null, isAway: false);
}
