using System.Runtime.InteropServices;

namespace HtpasswdAuth.Tool;

/// <summary>
/// The system's own crypt, which Apache's programs ask for every hash they do not know: gost-yescrypt from /etc/shadow, for example.
/// Without the library such a hash matches nothing.
/// </summary>
internal static unsafe class SystemCrypt
{
    private static readonly string[] Libraries = ["libcrypt.so.1", "libcrypt.so.2"];

    public static bool Verify(byte[] password, byte[] stored)
    {
        // Only texts that say which scheme they are of: anything else is no hash.
        if (!OperatingSystem.IsLinux() || stored is not [(byte)'$' or (byte)'_', ..])
        {
            return false;
        }

        foreach (string library in Libraries)
        {
            if (NativeLibrary.TryLoad(library, out nint handle) && NativeLibrary.TryGetExport(handle, "crypt", out nint function))
            {
                return Matches((delegate* unmanaged<byte*, byte*, byte*>)function, [.. password, 0], [.. stored, 0]);
            }
        }

        return false;
    }

    private static bool Matches(delegate* unmanaged<byte*, byte*, byte*> crypt, byte[] password, byte[] setting)
    {
        fixed (byte* passwordPointer = password)
        fixed (byte* settingPointer = setting)
        {
            byte* result = crypt(passwordPointer, settingPointer);
            return result is not null
                && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(result).SequenceEqual(setting.AsSpan(0, setting.Length - 1));
        }
    }
}
