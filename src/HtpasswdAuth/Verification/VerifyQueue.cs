namespace HtpasswdAuth;

/// <summary>
/// The bounded queue of the workers, a line for each work (each cost of bcrypt). Lines share the workers' time in equal parts, and in a line
/// clients take turns. When the queue is full, whoever waits with the most gives way to whoever waits with fewer ("longest queue
/// drop"), so one client may use all of an idle queue and still cannot keep another out. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// The line that has had the least time is next, of equals the one of least work. It is charged with the time of its work once, however many
/// are hashed side by side. A line that was empty begins no further behind than the others. From that follows:
/// <list type="bullet">
/// <item>Between two groups of a line that waits, each dearer line gets one group at most: after it, that line has had more. A line that
/// has had no more than the others until its first job comes goes before all dearer ones. So cheap hashes pass
/// dear ones, however many of these keep coming; only what has begun is not interrupted.</item>
/// <item>In the time of one group of a line, each cheaper line gets as much time and one group more at most: cheap ones do not starve dear ones.</item>
/// <item>A group takes hardly longer than the one job that was next, so nobody waits longer for it.</item>
/// </list>
/// </remarks>
/// <param name="capacity">How many wait at most.</param>
/// <param name="maxTogether">How many of equal bcrypt cost are taken at once at most.</param>
internal sealed class VerifyQueue(int capacity, int maxTogether)
{
    private readonly Dictionary<HashWork, VerifyLine> _lines = [];
    private readonly Dictionary<ClientNetwork, int> _waiting = [];

    /// <summary>What the line served last had used before: no line that waits has used less.</summary>
    private long _used;

    public int Count { get; private set; }

    /// <summary>Adds a job, or refuses it; <paramref name="dropped"/> is another client's newest job that gave way to it.</summary>
    public bool TryAdd(VerifyJob job, out VerifyJob? dropped)
    {
        dropped = null;
        ClientNetwork client = job.Attempt.Client;
        if (Count >= capacity && !TryDropFor(client, out dropped))
        {
            return false;
        }

        if (!_lines.TryGetValue(job.Target.Work, out VerifyLine? line))
        {
            line = new VerifyLine(job.Target.Work);
            _lines.Add(line.Work, line);
        }

        if (line.Jobs.Count == 0)
        {
            line.Used = Math.Max(line.Used, _used);
        }

        line.Jobs.Add(client, job);
        CountChanged(client, +1);
        return true;
    }

    /// <summary>Fills an empty group with the next job, and with companions that would have to wait for a worker otherwise.</summary>
    /// <param name="idleWorkers">How many other workers have nothing to do. As many jobs are left to them, rather than grouped.</param>
    /// <param name="group">Receives the jobs.</param>
    public void Take(int idleWorkers, VerifyGroup group)
    {
        while (group.Jobs.Count == 0 && NextLine() is { } line)
        {
            TakeFrom(line, idleWorkers, group);
            if (group.Jobs.Count > 0)
            {
                group.Work = line.Work;
                _used = line.Used;
                line.Used += line.Work.Time;
            }
        }
    }

    /// <summary>Takes back what a group was charged of which nothing was hashed after all.</summary>
    public void Refund(HashWork work)
    {
        VerifyLine line = _lines[work];
        line.Used = Math.Max(line.Used - work.Time, _used);
    }

    public List<VerifyJob> TakeAll()
    {
        List<VerifyJob> all = [];
        foreach (VerifyLine line in _lines.Values)
        {
            while (line.Jobs.TryTake(out VerifyJob? job))
            {
                all.Add(job);
            }
        }

        _waiting.Clear();
        Count = 0;
        return all;
    }

    private VerifyLine? NextLine() =>
        _lines.Values.Where(line => line.Jobs.Count > 0).MinBy(line => (line.Used, line.Work.Level, line.Work.IsBcrypt));

    private void TakeFrom(VerifyLine line, int idleWorkers, VerifyGroup group)
    {
        int most = line.Work.IsBcrypt ? maxTogether : 1;
        while (group.Jobs.Count < most
            && (group.Jobs.Count == 0 || Count > idleWorkers)
            && line.Jobs.TryTake(out VerifyJob? job))
        {
            CountChanged(job.Attempt.Client, -1);
            (job.IsAbandoned ? group.Abandoned : group.Jobs).Add(job);
        }
    }

    private bool TryDropFor(ClientNetwork client, out VerifyJob? dropped)
    {
        dropped = null;
        (ClientNetwork longest, int count) = _waiting.MaxBy(waiting => waiting.Value);

        // Giving way to an equal would only trade one refusal for another.
        if (count <= _waiting.GetValueOrDefault(client) + 1)
        {
            return false;
        }

        VerifyLine line = _lines.Values.MaxBy(line => (line.Jobs.CountOf(longest), line.Work.Level))!;
        dropped = line.Jobs.RemoveNewest(longest);
        CountChanged(longest, -1);
        return true;
    }

    private void CountChanged(ClientNetwork client, int by)
    {
        Count += by;
        int waiting = _waiting.GetValueOrDefault(client) + by;
        if (waiting > 0)
        {
            _waiting[client] = waiting;
        }
        else
        {
            _waiting.Remove(client);
        }
    }
}
