namespace HtpasswdAuth.Tests;

/// <summary>Jobs that nobody hashes: made for the queue.</summary>
internal static class Jobs
{
    public static readonly HashWork Cheap = Bcrypt(10);
    public static readonly HashWork Slow = Bcrypt(14);

    private static int s_count;

    public static HashWork Bcrypt(int cost) => new(IsBcrypt: true, cost);

    public static VerifyJob Job(string name, HashWork work, ClientNetwork client = default) => new(
        (UInt128)Interlocked.Increment(ref s_count),
        new PasswordAttempt(client, device: null),
        new AttemptedUser(name, IsKnown: true),
        [],
        [],
        new HashTarget(default, default, IsUsable: true, work));

    /// <summary>One that nobody waits for any more.</summary>
    public static async Task<VerifyJob> AbandonedAsync(string name, HashWork work)
    {
        VerifyJob job = Job(name, work);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.WaitAsync(new CancellationToken(canceled: true)).AsTask());
        return job;
    }

    public static string Names(IEnumerable<VerifyJob> jobs) => string.Join(' ', jobs.Select(job => job.User.Name));

    /// <summary>Takes the next group, with no other worker idle unless told.</summary>
    public static string TakeGroup(this VerifyQueue queue, int idleWorkers = 0)
    {
        var group = new VerifyGroup();
        queue.Take(idleWorkers, group);
        return Names(group.Jobs);
    }

    public static List<string> TakeGroups(this VerifyQueue queue)
    {
        List<string> groups = [];
        while (queue.Count > 0)
        {
            groups.Add(queue.TakeGroup());
        }

        return groups;
    }

    public static VerifyQueue With(this VerifyQueue queue, params VerifyJob[] jobs)
    {
        Assert.All(jobs, job => Assert.True(queue.TryAdd(job, out _)));
        return queue;
    }
}
