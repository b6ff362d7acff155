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
    public static void Write<TContent>(string target, SafeFileHandle file, TContent content, FileChange? change = null)
        where TContent : IFileContent, allows ref struct
    {
        using TemporaryFile kept = InPlaceBackup.Create(target, file, content, out InPlaceBackup backup);

        // Now that all that the content is made from has been read.
        change?.RequireUnchanged();
        bool isTouched = false;
        try
        {
            Grow(target, file, backup.Old.Length, backup.New.Length);
            isTouched = true;
            Cover(target, file, backup.Old.Length, backup.New);
            InPlaceBackup.Discard(kept.Handle, kept.Path);
            kept.Keep();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Restore(target, file, backup.Old, isTouched, kept);
            throw;
        }
    }

    /// <summary>Puts a content in the place of another. Cut short, it leaves bytes of both.</summary>
    public static void Overwrite(string target, SafeFileHandle file, long oldLength, FileRegion content)
    {
        Grow(target, file, oldLength, content.Length);
        Cover(target, file, oldLength, content);
    }

    public static byte[] Read(SafeFileHandle file) => CredentialFileContent.ReadAll(CredentialText.Of(file));

    /// <summary>A full disk shows here, while the old content is untouched.</summary>
    private static void Grow(string target, SafeFileHandle file, long oldLength, long newLength)
    {
        if (newLength > oldLength)
        {
            var newlines = new FileRegion(file, oldLength, 0);
            DiskStream.Write(file, oldLength, newlines.PaddedTo(newLength - oldLength));
            Disk.Flush(file, target);
        }
    }

    private static void Cover(string target, SafeFileHandle file, long oldLength, FileRegion content)
    {
        DiskStream.Write(file, 0, content.PaddedTo(Math.Max(content.Length, oldLength)));
        Disk.SetLength(file, content.Length);
        Disk.Flush(file, target);
    }

    private static void Restore(string target, SafeFileHandle file, FileRegion old, bool isTouched, TemporaryFile backup)
    {
        try
        {
            if (isTouched)
            {
                DiskStream.Write(file, 0, old);
            }

            Disk.SetLength(file, old.Length);
            Disk.Flush(file, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            backup.Keep();
            throw new IOException(
                $"'{target}' may be damaged: writing its old content back failed as well. It is within '{backup.Path}', and the next change of the file puts it back first.",
                exception);
        }
    }
}
