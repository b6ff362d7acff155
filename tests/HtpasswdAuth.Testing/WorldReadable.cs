namespace HtpasswdAuth.Testing;

/// <summary>httpd started by root gives up root's rights, and then needs these to read what the test wrote.</summary>
public static class WorldReadable
{
    public static void Make(string directory)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        }
    }
}
