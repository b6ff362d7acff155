using System.Runtime.InteropServices;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>What httpd itself verifies with. Where it is missing the test is skipped; under CI on Linux it fails.</summary>
internal sealed unsafe class AprUtil
{
    private const string LibraryName = "libaprutil-1.so.0";

    private static readonly Lazy<nint> Function = new(Load);

    public AprUtil()
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

    public bool Verifies(ReadOnlySpan<byte> password, string stored)
    {
        byte[] passwordZ = [.. password, 0];
        byte[] storedZ = [.. Encoding.Latin1.GetBytes(stored), 0];
        fixed (byte* phrase = passwordZ, hash = storedZ)
        {
            return ((delegate* unmanaged<byte*, byte*, int>)Function.Value)(phrase, hash) == 0;
        }
    }

    private static nint Load() =>
        NativeLibrary.TryLoad(LibraryName, out nint library) && NativeLibrary.TryGetExport(library, "apr_password_validate", out nint function)
            ? function
            : 0;
}
