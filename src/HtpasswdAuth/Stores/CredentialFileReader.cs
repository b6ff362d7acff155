using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Reads a whole file in one state, or not at all.</summary>
internal static class CredentialFileReader
{
    public static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);

    /// <summary>
    /// Reads the content and its stamp. Returns <see langword="false"/> when the file was written to meanwhile. Throws what
    /// opening and reading a file throw.
    /// </summary>
    public static bool TryRead(string path, out FileStamp stamp, out byte[] content)
    {
        using SafeFileHandle handle = Open(path);
        stamp = FileStamp.Of(handle);
        if (stamp.Length > Array.MaxLength)
        {
            throw new IOException("The file is larger than 2 GB. Split it, or keep the users in a database.");
        }

        content = GC.AllocateUninitializedArray<byte>((int)stamp.Length);
        int total = 0;
        while (total < content.Length)
        {
            int read = RandomAccess.Read(handle, content.AsSpan(total), total);
            if (read == 0)
            {
                return false;
            }

            total += read;
        }

        return FileStamp.Of(handle) == stamp;
    }
}
