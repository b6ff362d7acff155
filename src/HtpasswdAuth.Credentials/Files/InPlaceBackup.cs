using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// What is needed to put a file right whose writer was killed while it wrote over it: which file, its old and its new content.
/// </summary>
/// <remarks>
/// Three fields, each behind its length in 8 bytes (little-endian): the path in UTF-8, the old content, the new content. Then
/// SHA-256 of all of it: without that the backup was not complete, and the file not touched yet.
/// </remarks>
internal sealed class InPlaceBackup
{
    private readonly byte[] _old;
    private readonly byte[] _new;

    private InPlaceBackup(string target, byte[] oldContent, byte[] newContent)
    {
        Target = target;
        _old = oldContent;
        _new = newContent;
    }

    public string Target { get; }

    public ReadOnlySpan<byte> OldContent => _old;

    /// <summary>Makes a backup beside the file or, where that is not allowed, in the directory for temporary files.</summary>
    public static TemporaryFile Create(string target, ReadOnlySpan<byte> oldContent, ReadOnlySpan<byte> newContent)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        TemporaryFile file;
        try
        {
            file = TemporaryFile.Create(Path.GetDirectoryName(target)!, target, CredentialFilePath.BackupSuffix, OwnerOnly);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || exception.HResult == LinuxCalls.ReadOnlyFileSystem)
        {
            file = TemporaryFile.Create(Path.GetTempPath(), target, CredentialFilePath.BackupSuffix, OwnerOnly);
        }

        try
        {
            file.Write(Format(target, oldContent, newContent));
            file.Flush();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <returns><see langword="null"/> if the backup is not complete.</returns>
    public static InPlaceBackup? Read(SafeFileHandle handle)
    {
        byte[] bytes = new byte[RandomAccess.GetLength(handle)];
        int length = RandomAccess.Read(handle, bytes, 0) - SHA256.HashSizeInBytes;
        if (length < 0 || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = bytes.AsSpan(0, length);
        return new(Encoding.UTF8.GetString(Take(ref rest)), Take(ref rest), Take(ref rest));
    }

    /// <summary>
    /// Whether the content is what is left when the writing of the new content over the old one is cut short: neither, but
    /// each byte from one of them, a filling newline, or a zero of a disk block that was never written. A file that somebody else has
    /// changed since does not look like that, and is not to be touched.
    /// </summary>
    public bool IsTorn(ReadOnlySpan<byte> content)
    {
        if (content.SequenceEqual(_old) || content.SequenceEqual(_new)
            || content.Length < Math.Min(_old.Length, _new.Length) || content.Length > Math.Max(_old.Length, _new.Length))
        {
            return false;
        }

        for (int i = 0; i < content.Length; i++)
        {
            if (content[i] != 0 && content[i] != At(_old, i) && content[i] != At(_new, i))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsOldOrNew(ReadOnlySpan<byte> content) => content.SequenceEqual(_old) || content.SequenceEqual(_new);

    private static byte At(byte[] content, int index) => index < content.Length ? content[index] : (byte)'\n';

    private static byte[] Format(string target, ReadOnlySpan<byte> oldContent, ReadOnlySpan<byte> newContent)
    {
        var result = new MemoryStream();
        Put(result, Encoding.UTF8.GetBytes(target));
        Put(result, oldContent);
        Put(result, newContent);
        result.Write(SHA256.HashData(result.GetBuffer().AsSpan(0, (int)result.Length)));
        return result.ToArray();
    }

    private static void Put(MemoryStream output, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, field.Length);
        output.Write(length);
        output.Write(field);
    }

    private static byte[] Take(ref ReadOnlySpan<byte> rest)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(rest);
        byte[] field = rest.Slice(sizeof(long), length).ToArray();
        rest = rest[(sizeof(long) + length)..];
        return field;
    }
}
