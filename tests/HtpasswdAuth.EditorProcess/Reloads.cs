namespace HtpasswdAuth.EditorProcess;

/// <summary>Reads a file again and again while the last snapshot is served, as a site does.</summary>
public static class Reloads
{
    /// <returns>How many of them succeeded, and how many users are served afterwards.</returns>
    public static string Run(string file, int count)
    {
        HtpasswdFile served = HtpasswdFile.Load(file);
        int done = 0;
        for (int i = 0; i < count; i++)
        {
            try
            {
                HtpasswdFile next = HtpasswdFile.Load(file);
                GC.KeepAlive(served);
                served = next;
                done++;
            }
            catch (IOException exception) when (exception.InnerException is OutOfMemoryException)
            {
                // The last snapshot stays.
            }
        }

        return $"{done} reloads, {served.Count} users";
    }
}
