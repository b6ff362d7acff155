using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Reads a credential file in one go.</summary>
internal static class CredentialFileContent
{
    /// <summary>Small enough to be scanned out of the processor's cache.</summary>
    private const int ChunkSize = 256 * 1024;

    /// <summary>From here on memory is given back before more is asked for: arrays of this size are collected too late otherwise.</summary>
    private const int LargeSize = 1024 * 1024;

    /// <summary>Unless the file is less than such a part of all that the process holds: what snapshots of it leave then makes no difference.</summary>
    private const int SmallPart = 32;

    /// <summary>From here on two threads pay: most of the time goes into the system's clearing of fresh pages.</summary>
    private const int ParallelSize = 4 * 1024 * 1024;

    /// <summary>
    /// Opens a file for reading and locks no writer out: Apache's own tools truncate it and write it anew in its place. What a killed
    /// writer of ours left is put right before.
    /// </summary>
    public static SafeFileHandle Open(string path)
    {
        AtomicFileWriter.Repair(path);
        return CredentialFile.OpenRead(path);
    }

    /// <summary>Reads a small file.</summary>
    public static byte[] ReadSmall(string path)
    {
        using SafeFileHandle handle = Open(path);
        return InPlaceWriter.Read(handle);
    }

    /// <summary>
    /// Reads the file into an array of exactly its size. A file that shrinks meanwhile gives what was there;
    /// of one that grows the beginning, so whoever serves the result must wait for the file to settle.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read, or is larger than an array can be, or than there is memory.</exception>
    public static ReadOnlyMemory<byte> Read(SafeFileHandle handle, out LineScan scan)
    {
        byte[] content = Allocate(RandomAccess.GetLength(handle));
        int half = content.Length < ParallelSize ? content.Length : content.Length / 2;
        (int Count, LineScan Scan) first = default;
        (int Count, LineScan Scan) second = default;
        if (half == content.Length)
        {
            first = ReadPart(handle, content, 0, half);
        }
        else
        {
            Parallel.Invoke(
                () => first = ReadPart(handle, content, 0, half),
                () => second = ReadPart(handle, content, half, content.Length));
        }

        scan = first.Scan + second.Scan;

        // Had the file shrunk below the middle, the second half would not follow on the first.
        return content.AsMemory(0, first.Count < half ? first.Count : half + second.Count);
    }

    /// <summary>Reads the file as it is, into an array of its size.</summary>
    /// <exception cref="IOException">As <see cref="Read"/>.</exception>
    public static byte[] ReadAll(CredentialText file)
    {
        byte[] content = Allocate(file.Length);
        int length = file.Read(content, 0);
        return length == content.Length ? content : content[..length];
    }

    /// <summary>Does what needs memory in the size of a file. Where there is not enough, the file is one that cannot be read, and nothing else fails.</summary>
    /// <exception cref="IOException">There is not enough memory.</exception>
    public static T WithMemory<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (OutOfMemoryException exception)
        {
            throw new IOException(
                "There is not enough memory for the file: to read it anew takes up to 2.5 times its size beside what is served. Give the process more.", exception);
        }
    }

    private static byte[] Allocate(long length)
    {
        CredentialFileTooLargeException.ThrowIfTooLarge(length);
        if (length >= LargeSize && length >= GC.GetTotalMemory(forceFullCollection: false) / SmallPart)
        {
            GiveBack();
        }

        return WithMemory(() => GC.AllocateUninitializedArray<byte>((int)length));
    }

    /// <summary>
    /// Frees what earlier snapshots have left. The collector does not see a need for it while there is memory in the machine, and in a container
    /// it may come too late. It looks at the live objects only, of which a snapshot is two.
    /// </summary>
    private static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);

    private static (int Count, LineScan Scan) ReadPart(SafeFileHandle handle, byte[] content, int start, int end)
    {
        LineScan scan = default;
        int position = start;
        while (position < end)
        {
            Span<byte> chunk = content.AsSpan(position, Math.Min(ChunkSize, end - position));
            int read = RandomAccess.Read(handle, chunk, position);
            if (read == 0)
            {
                break;
            }

            scan += LineScan.Scan(chunk[..read]);
            position += read;
        }

        return (position - start, scan);
    }
}
