namespace HtpasswdAuth.EditorProcess;

/// <summary>What this process does to the key file of the second factor.</summary>
public static class OtpEdits
{
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
}
