using System.Runtime.InteropServices;

namespace HtpasswdAuth.Tool;

/// <summary>Tells files from devices and pipes, which .NET calls files as well.</summary>
internal static partial class FileKind
{
    private const int AtFdCwd = -100;
    private const uint TypeField = 1;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>Whether there is a regular file of that name, links followed. On systems other than Linux pipes count as one.</summary>
    public static bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.Exists(path);
        }

        return Statx(AtFdCwd, path, 0, TypeField, out Status status) == 0 && (status.Mode & TypeMask) == RegularFile;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out Status status);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;
    }
}
