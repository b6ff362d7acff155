using System.Runtime.InteropServices;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>crypt(3) of libxcrypt. Where it is missing the test is skipped; under CI on Linux it fails.</summary>
internal sealed unsafe class Libcrypt
{
    private const string LibraryName = "libcrypt.so.1";

    /// <summary>The size of struct crypt_data.</summary>
    private const int DataSize = 32768;

    private static readonly Lazy<nint> Function = new(Load);

    private readonly byte[] _data = new byte[DataSize];

    public Libcrypt()
    {
        if (Function.Value != 0)
        {
            return;
        }

        string reason = $"{LibraryName} is not installed.";
        bool ci = Environment.GetEnvironmentVariable("CI") is not (null or "" or "false");
        Assert.SkipUnless(ci && OperatingSystem.IsLinux(), reason);
        throw new InvalidOperationException(reason);
    }

    /// <summary>Returns the hash, or a text that begins with <c>*</c> where the setting is refused.</summary>
    public string Hash(ReadOnlySpan<byte> password, string setting)
    {
        byte[] passwordZ = [.. password, 0];
        byte[] settingZ = [.. Encoding.Latin1.GetBytes(setting), 0];
        Array.Clear(_data);
        fixed (byte* phrase = passwordZ, salt = settingZ, data = _data)
        {
            var crypt = (delegate* unmanaged<byte*, byte*, byte*, byte*>)Function.Value;
            byte* result = crypt(phrase, salt, data);
            return result is null ? "*" : Encoding.Latin1.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(result));
        }
    }

    public bool Verifies(ReadOnlySpan<byte> password, string stored) => Hash(password, stored) == stored;

    private static nint Load() =>
        NativeLibrary.TryLoad(LibraryName, out nint library) && NativeLibrary.TryGetExport(library, "crypt_r", out nint function)
            ? function
            : 0;
}
