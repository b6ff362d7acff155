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
internal sealed record InPlaceBackup(string Target, FileRegion Old, FileRegion New)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static bool IsPlaceChosen => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TMPDIR"));

    /// <summary>Makes a backup in the best of <see cref="Places"/>, and waits until the disk has it and its name.</summary>
    public static TemporaryFile Create<TContent>(string target, SafeFileHandle existing, TContent content, out InPlaceBackup backup)
        where TContent : IFileContent, allows ref struct
    {
        TemporaryFile file = CreateFile(target, existing);
        try
        {
            backup = Fill(file.Handle, target, FileRegion.Whole(existing), content);
            file.Flush();
            Disk.FlushFolder(Path.GetDirectoryName(file.Path)!, file.Handle);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The folders a backup may be in, the best one first: beside the file. But a file mounted alone into a container has the
    /// container's own layer beside it, which does not outlive it; a folder that TMPDIR names is the better one then.
    /// </summary>
    public static string[] Places(string target, SafeFileHandle? existing)
    {
        string beside = Path.GetDirectoryName(target)!;
        string temporary = Path.GetTempPath();
        return existing is not null && IsPlaceChosen && IsAlone(target, existing) ? [temporary, beside] : [beside, temporary];
    }

    /// <summary>Whether the file is on another file system than its folder.</summary>
    public static bool IsAlone(string target, SafeFileHandle existing) => OperatingSystem.IsLinux()
        && LinuxStatus.TryRead(existing, out LinuxStatus file)
        && LinuxStatus.TryRead(Path.GetDirectoryName(target)!, followLink: true, out LinuxStatus folder)
        && file.Device != folder.Device;

    /// <returns><see langword="null"/> if the backup is not complete.</returns>
    public static InPlaceBackup? Read(SafeFileHandle handle)
    {
        long length = RandomAccess.GetLength(handle) - SHA256.HashSizeInBytes;
        byte[] hash = new byte[SHA256.HashSizeInBytes];
        if (length < 0 || RandomAccess.Read(handle, hash, length) != hash.Length || !hash.AsSpan().SequenceEqual(Hash(handle, length)))
        {
            return null;
        }

        FileRegion path = Field(handle, 0);
        FileRegion old = Field(handle, path.Start + path.Length);
        byte[] name = new byte[path.Length];
        path.Read(name, 0);
        return new(Encoding.UTF8.GetString(name), old, Field(handle, old.Start + old.Length));
    }

    /// <summary>
    /// Takes a backup away for good: come back after a power failure, it could pass a later content for a damaged one. Where its
    /// name cannot be taken away on the disk, its content is.
    /// </summary>
    /// <exception cref="IOException">The backup is still there.</exception>
    public static void Discard(SafeFileHandle handle, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            File.Delete(path);
            return;
        }

        try
        {
            Disk.Require(Disk.Delete(path), path);
            Disk.FlushFolder(Path.GetDirectoryName(path)!, handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Disk.SetLength(handle, 0);
        }
    }

    /// <summary>
    /// Whether the content is what is left when the writing of the new content over the old one is cut short: neither, but
    /// each byte from one of them, a filling newline, or a zero of a disk block that was never written. A file that another has
    /// changed since does not look like that, and is not to be touched.
    /// </summary>
    public bool IsTorn(FileRegion content) =>
        content.Length >= Math.Min(Old.Length, New.Length)
        && content.Length <= Math.Max(Old.Length, New.Length)
        && !IsOldOrNew(content)
        && content.All(Old, New, static (found, old, written) => found == 0 || found == old || found == written);

    public bool IsOldOrNew(FileRegion content) => IsSame(content, Old) || IsSame(content, New);

    public bool IsNew(FileRegion content) => IsSame(content, New);

    private static bool IsSame(FileRegion content, FileRegion other) =>
        content.Length == other.Length && content.All(other, other, static (found, expected, _) => found == expected);

    private static TemporaryFile CreateFile(string target, SafeFileHandle existing)
    {
        string[] places = Places(target, existing);
        try
        {
            return TemporaryFile.Create(places[0], target, CredentialFilePath.BackupSuffix, OwnerOnly);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException
            || exception.HResult == LinuxCalls.ReadOnlyFileSystem)
        {
            return TemporaryFile.Create(places[1], target, CredentialFilePath.BackupSuffix, OwnerOnly);
        }
    }

    private static InPlaceBackup Fill<TContent>(SafeFileHandle file, string target, FileRegion existing, TContent content)
        where TContent : IFileContent, allows ref struct
    {
        FileRegion path = Put(file, 0, new SpanContent(Encoding.UTF8.GetBytes(target)));
        FileRegion old = Put(file, path.Start + path.Length, existing);
        FileRegion written = Put(file, old.Start + old.Length, content);
        long length = written.Start + written.Length;
        Disk.Write(file, Hash(file, length), length);
        return new(target, old, written);
    }

    private static FileRegion Put<TContent>(SafeFileHandle file, long position, TContent content)
        where TContent : IFileContent, allows ref struct
    {
        long start = position + sizeof(long);
        long length = DiskStream.Write(file, start, content) - start;
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        Disk.Write(file, bytes, position);
        return new(file, start, length);
    }

    private static FileRegion Field(SafeFileHandle file, long position)
    {
        byte[] length = new byte[sizeof(long)];
        new FileRegion(file, position, length.Length).Read(length, 0);
        return new(file, position + length.Length, BinaryPrimitives.ReadInt64LittleEndian(length));
    }

    private static byte[] Hash(SafeFileHandle file, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        new FileRegion(file, 0, length).ForEach(hash.AppendData);
        return hash.GetHashAndReset();
    }
}
