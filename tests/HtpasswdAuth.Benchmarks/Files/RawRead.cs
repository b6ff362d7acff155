using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Benchmarks.Files;

/// <summary>The file in fresh memory, and nothing else: the same system calls as C's <c>open</c>, <c>fstat</c> and <c>pread</c>.</summary>
internal static class RawRead
{
    public static byte[] Read(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path);
        byte[] content = GC.AllocateUninitializedArray<byte>((int)RandomAccess.GetLength(handle));
        RandomAccess.Read(handle, content, 0);
        return content;
    }
}
