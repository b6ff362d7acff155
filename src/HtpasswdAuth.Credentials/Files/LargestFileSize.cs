using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HtpasswdAuth;

/// <summary>
/// The largest size that a process may give a file (<c>ulimit -f</c>). Beyond it the system sends a signal that ends the process where
/// it is not handled: a site must not die of a change that does not fit, and the write has an error of its own.
/// </summary>
internal static class LargestFileSize
{
    private const PosixSignal Exceeded = (PosixSignal)25;
    private const int TooLarge = 27;

    private static readonly PosixSignalRegistration? Registration = OperatingSystem.IsLinux() ? Register() : null;

    /// <summary>Has a write beyond the size fail from now on.</summary>
    public static void Survive() => GC.KeepAlive(Registration);

    /// <summary>The error of such a write, which the base library takes for one of the caller.</summary>
    public static IOException ToException(Exception exception) => OperatingSystem.IsLinux()
        ? new IOException(Marshal.GetPInvokeErrorMessage(TooLarge), TooLarge)
        : new IOException("File too large", exception);

    [UnsupportedOSPlatform("windows")]
    private static PosixSignalRegistration Register() => PosixSignalRegistration.Create(Exceeded, static context => context.Cancel = true);
}
