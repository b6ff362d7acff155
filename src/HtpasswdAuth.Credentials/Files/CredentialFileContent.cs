using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Reads a credential file in one go.</summary>
internal static class CredentialFileContent
{
    /// <summary>
    /// Reads the file into an array of exactly its size. A file that shrinks meanwhile gives what was there;
    /// of one that grows the beginning, so whoever serves the result must wait for the file to settle.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read, or is larger than an array can be.</exception>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        // Writers are not locked out: Apache's own tools truncate and rewrite the file in place.
        using SafeFileHandle handle = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        long length = RandomAccess.GetLength(handle);
        if (length > Array.MaxLength)
        {
            throw new IOException(
                $"'{path}' is larger than 2 GB, and a credential file is held in memory: divide it, or keep its users in a database.");
        }

        byte[] content = GC.AllocateUninitializedArray<byte>((int)length);
        int total = 0;
        while (total < content.Length)
        {
            int read = RandomAccess.Read(handle, content.AsSpan(total), total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return content.AsMemory(0, total);
    }
}
