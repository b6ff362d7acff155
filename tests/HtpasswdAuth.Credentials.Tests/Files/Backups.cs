using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Files;

/// <summary>Backups of a writer that writes over a file.</summary>
internal static class Backups
{
    /// <summary>Gives the file its content before, and makes what the writer makes first.</summary>
    public static TemporaryFile Create(string path, string before, string after)
    {
        File.WriteAllText(path, before);
        using SafeFileHandle file = File.OpenHandle(path);
        return InPlaceBackup.Create(path, file, new SpanContent(HtpasswdText.Bytes(after)), out _);
    }

    /// <summary>As if the writer had been killed then.</summary>
    public static void Abandon(string path, string before, string after) => Create(path, before, after).Abandon();
}
