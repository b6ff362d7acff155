using System.Globalization;

namespace HtpasswdAuth.EditorProcess;

/// <summary>What this process does to the files of the second factor; tests do the same within their own.</summary>
public static class OtpEdits
{
    public const string User = "alice";
    public const string EnrolmentId = "00112233445566778899aabbccddeeff";

    private const int Patience = 12;

    /// <summary>Tells that the process is up, and waits for a file, so that several begin at once.</summary>
    public static void WaitFor(string signal)
    {
        Console.WriteLine("ready");
        if (!SpinWait.SpinUntil(() => File.Exists(signal), TimeSpan.FromMinutes(1)))
        {
            throw new TimeoutException($"{signal} did not come.");
        }
    }

    public static string Derive(string keyFile) => Convert.ToHexString(OtpKeyRing.LoadOrCreate(keyFile).Derive("test"u8));

    /// <summary>What a sign-in does with a right code: it wins if nobody spent the step, or a later one, before.</summary>
    public static bool TryAccept(string stateFile, long step)
    {
        bool accepted = false;
        Update(stateFile, state =>
        {
            accepted = state.IsUnused(EnrolmentId, step);
            return accepted ? state.WithAccepted(EnrolmentId, step, device: null) : state;
        });
        return accepted;
    }

    /// <summary>Where many want the lock on a busy machine, somebody may not get it in time. Then nothing was changed.</summary>
    public static void Update(string stateFile, Func<OtpUserState, OtpUserState> change)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                OtpStateFile.Update(stateFile, User, change);
                return;
            }
            catch (TimeoutException) when (attempt < Patience)
            {
            }
        }
    }

    /// <summary>Tries the steps in order on several threads at once.</summary>
    /// <returns>The steps that were accepted.</returns>
    public static IReadOnlyList<string> AcceptSteps(string stateFile, int threads, int steps)
    {
        List<string> accepted = [];
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (int step = 0; step < steps; step++)
            {
                if (TryAccept(stateFile, step))
                {
                    lock (accepted)
                    {
                        accepted.Add(step.ToString(CultureInfo.InvariantCulture));
                    }
                }
            }
        }))];
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        return accepted;
    }
}
