namespace HtpasswdAuth.PostgreSql;

/// <summary>Since when the copy may be out of date, by a clock that nobody sets.</summary>
/// <remarks>
/// The database is asked each <paramref name="pollInterval"/>. Between two answers the copy is certain: it is what it was when the last question
/// was sent, or newer. It is no more as soon as a question is not answered within <see cref="Patience"/>, fails, or is late, or a connection
/// has ended without a question since. Whoever is refused then is told that the database is away, and not that a password is wrong.
/// </remarks>
internal sealed class Freshness(TimeProvider time, TimeSpan staleLimit, TimeSpan pollInterval)
{
    /// <summary>A database that takes longer to say that nothing has changed counts as away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>By how much a question may be late on a machine that is busy.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(1);

    private const long Never = long.MinValue;

    private long _current = Never;
    private long _asked = Never;
    private readonly WakeUp _answers = new();
    private long _questions;
    private long _answered = -1;
    private int _doubts;
    private int _settled;

    /// <summary>Gets whether the copy was never complete.</summary>
    public bool IsNever => Volatile.Read(ref _current) == Never;

    /// <summary>Gets how long ago everything was known; not to be asked before it ever was.</summary>
    public TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _current));

    /// <summary>Gets whether the copy may be served.</summary>
    public bool IsTrusted => IsWithin(Volatile.Read(ref _current), staleLimit);

    /// <summary>Gets whether what the copy does not have is not there: a password that does not match is wrong.</summary>
    public bool IsCertain => Volatile.Read(ref _doubts) == Volatile.Read(ref _settled)
        && IsWithin(Volatile.Read(ref _current), pollInterval + Lateness)
        && IsAnsweredInTime(Volatile.Read(ref _asked));

    public TimeSpan StaleLimit => staleLimit;

    /// <summary>Gets how many questions were asked; the next one has this number.</summary>
    public long Questions => Volatile.Read(ref _questions);

    /// <summary>Gets what ends when a question is answered, or fails.</summary>
    public Task NextAnswer => _answers.Next;

    /// <summary>A question is sent now: whatever was committed before will be in its answer.</summary>
    public FreshnessQuestion Ask()
    {
        // Counted before it is sent: who sees the old number is answered by it.
        var question = new FreshnessQuestion(Interlocked.Increment(ref _questions) - 1, time.GetTimestamp(), Volatile.Read(ref _doubts));
        Volatile.Write(ref _asked, question.Sent);
        return question;
    }

    /// <summary>Everything that was committed when it was asked is in the copy.</summary>
    public void Renew(FreshnessQuestion answered)
    {
        Volatile.Write(ref _current, answered.Sent);
        Volatile.Write(ref _settled, answered.Doubts);
        Volatile.Write(ref _answered, answered.Number);
        Volatile.Write(ref _asked, Never);
        _answers.Ring();
    }

    /// <summary>The question was not answered. The copy is in doubt until one is.</summary>
    public void Fail()
    {
        Doubt();
        Volatile.Write(ref _asked, Never);
        _answers.Ring();
    }

    /// <summary>Whether a question of this number, or a later one, was answered.</summary>
    public bool IsAnswered(long number) => Volatile.Read(ref _answered) >= number;

    /// <summary>Something has happened that an outage begins with. The copy is in doubt until a question that is sent from now on is answered.</summary>
    public void Doubt() => Interlocked.Increment(ref _doubts);

    private bool IsAnsweredInTime(long asked) => asked == Never || IsWithin(asked, Patience);

    private bool IsWithin(long timestamp, TimeSpan limit) => timestamp != Never && time.GetElapsedTime(timestamp) <= limit;
}
