using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Writes over a file that cannot be replaced. Not in one step, but in three, and every state but those within the second is a whole
/// file: first it grows to the new length by newlines, which are blank lines to every reader; then the new content goes over
/// the old one, filled up with newlines where the old one was longer; then it shrinks to the new length.
/// </summary>
internal static class InPlaceWriter
{
    /// <exception cref="IOException">It failed and the file is as it was; or that failed too and the message tells where the backup is.</exception>
    public static void Write(string target, SafeFileHandle file, ReadOnlySpan<byte> content)
    {
        byte[] old = Read(file);
        using TemporaryFile backup = InPlaceBackup.Create(target, old, content);
        try
        {
            Overwrite(file, old.Length, content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Restore(target, file, old, backup);
            throw;
        }
    }

    /// <summary>Puts a content in the place of another. Cut short, it leaves bytes of both.</summary>
    public static void Overwrite(SafeFileHandle file, int oldLength, ReadOnlySpan<byte> content)
    {
        if (content.Length > oldLength)
        {
            // A full disk shows here, while the old content is untouched.
            byte[] filling = new byte[content.Length - oldLength];
            filling.AsSpan().Fill((byte)'\n');
            RandomAccess.Write(file, filling, oldLength);
            RandomAccess.FlushToDisk(file);
        }

        byte[] filled = new byte[Math.Max(content.Length, oldLength)];
        filled.AsSpan().Fill((byte)'\n');
        content.CopyTo(filled);
        RandomAccess.Write(file, filled, 0);
        RandomAccess.SetLength(file, content.Length);
        RandomAccess.FlushToDisk(file);
    }

    public static byte[] Read(SafeFileHandle file)
    {
        byte[] content = new byte[RandomAccess.GetLength(file)];
        int read = 0;
        for (int count = 1; count > 0 && read < content.Length; read += count)
        {
            count = RandomAccess.Read(file, content.AsSpan(read), read);
        }

        return read == content.Length ? content : content[..read];
    }

    private static void Restore(string target, SafeFileHandle file, byte[] old, TemporaryFile backup)
    {
        try
        {
            RandomAccess.Write(file, old, 0);
            RandomAccess.SetLength(file, old.Length);
            RandomAccess.FlushToDisk(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            backup.Keep();
            throw new IOException($"'{target}' is damaged and could not be restored. Its old content is within '{backup.Path}'.", exception);
        }
    }
}
