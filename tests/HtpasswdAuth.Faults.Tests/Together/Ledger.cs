using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>What was asked of our writers and what they acknowledged, and when programs were at work that know nothing of our lock.</summary>
internal sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Change>> _changes = [];
    private readonly List<ForeignRun> _runs = [];
    private readonly ConcurrentDictionary<string, int> _counts = [];
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Gets the acknowledged changes that a foreign program has overwritten: which, when, and by what.</summary>
    public ConcurrentQueue<string> Overwritten { get; } = [];

    /// <summary>Gets what none of them explains.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public int this[string what] => _counts.GetValueOrDefault(what);

    public void Count(string what) => _counts.AddOrUpdate(what, 1, static (_, count) => count + 1);

    public void Fault(string what) => Faults.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{Elapsed(Stopwatch.GetTimestamp())} {what}"));

    /// <param name="program">The one that reads the file now, and writes it before what is returned is disposed of.</param>
    public IDisposable Foreign(string program)
    {
        var run = new ForeignRun(program, Stopwatch.GetTimestamp());
        lock (_gate)
        {
            _runs.Add(run);
        }

        return run;
    }

    public Change Ask(string user, string password)
    {
        var change = new Change(user, password, Stopwatch.GetTimestamp());
        lock (_gate)
        {
            if (!_changes.TryGetValue(user, out List<Change>? changes))
            {
                _changes[user] = changes = [];
            }

            changes.Add(change);
        }

        return change;
    }

    /// <summary>It was refused: the file has stayed as it was. What is neither is open, its writer was killed.</summary>
    public void Refuse(Change change)
    {
        lock (_gate)
        {
            _changes[change.User].Remove(change);
        }
    }

    /// <returns>The passwords that the user was ever given, the last one first.</returns>
    public string[] Passwords(string user)
    {
        lock (_gate)
        {
            return [.. _changes[user].Select(change => change.Password).Reverse()];
        }
    }

    /// <summary>Compares a file with what was acknowledged before it was read.</summary>
    /// <param name="read">Reads it.</param>
    public void Audit(Func<HtpasswdFile> read)
    {
        Dictionary<string, Change> before = Last();
        HtpasswdFile file = read();
        foreach ((string user, Change last) in before)
        {
            bool isThere = file.TryFind(Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry);
            if (!isThere || !Since(last).Any(change => Matches(change.Password, entry)))
            {
                Lose(last, isThere ? "the file has another" : "the file has no such user");
            }
        }

        Count("audits");
    }

    /// <summary>Says why an acknowledged change no longer counts: overwritten, or a fault.</summary>
    public void Lose(Change change, string how)
    {
        ForeignRun? run;
        lock (_gate)
        {
            run = _runs.FindLast(run => run.Begin < change.Acknowledged && change.Asked < run.End);
        }

        string what = $"{change.User} ({Elapsed(change.Asked)} to {Elapsed(change.Acknowledged)})";
        if (run is null)
        {
            Fault($"{what}: {how}, and no foreign program was at work");
        }
        else if (!change.IsLost)
        {
            change.IsLost = true;
            Count("overwritten");
            Overwritten.Enqueue($"{what} by {run.Program} ({Elapsed(run.Begin)} to {Elapsed(run.End)})");
        }
    }

    /// <returns>The user's last acknowledged change, unless a later one was neither acknowledged nor refused.</returns>
    public Change? Certain(string user)
    {
        lock (_gate)
        {
            return _changes[user].LastOrDefault() is { Acknowledged: < long.MaxValue } last ? last : null;
        }
    }

    public override string ToString() =>
        string.Join(", ", _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key}: {count.Value}"));

    private static bool Matches(string password, HtpasswdEntry entry) =>
        PasswordHash.Verify(Encoding.UTF8.GetBytes(password), entry.Hash.Span) is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;

    private Dictionary<string, Change> Last()
    {
        lock (_gate)
        {
            return _changes.Values
                .Select(changes => changes.LastOrDefault(change => change.Acknowledged < long.MaxValue))
                .OfType<Change>()
                .Where(change => !change.IsLost)
                .ToDictionary(change => change.User);
        }
    }

    private Change[] Since(Change last)
    {
        lock (_gate)
        {
            List<Change> changes = _changes[last.User];
            return [.. changes[changes.IndexOf(last)..]];
        }
    }

    private string Elapsed(long moment) =>
        moment == long.MaxValue ? "now" : Stopwatch.GetElapsedTime(_started, moment).TotalSeconds.ToString("0.000 s", CultureInfo.InvariantCulture);

    private sealed class ForeignRun(string program, long begin) : IDisposable
    {
        private long _end = long.MaxValue;

        public string Program => program;

        public long Begin => begin;

        public long End => Volatile.Read(ref _end);

        public void Dispose() => Volatile.Write(ref _end, Stopwatch.GetTimestamp());
    }
}

/// <summary>A password that one of our writers was asked to set.</summary>
internal sealed class Change(string user, string password, long asked)
{
    private long _acknowledged = long.MaxValue;

    public string User => user;

    public string Password => password;

    public long Asked => asked;

    /// <summary>Gets when it was; far in the future if it was not.</summary>
    public long Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Gets or sets whether a foreign program is known to have overwritten it.</summary>
    public bool IsLost { get; set; }

    /// <summary>From now on the file has it.</summary>
    public void Acknowledge() => Volatile.Write(ref _acknowledged, Stopwatch.GetTimestamp());
}
