using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The user's end of a terminal.</summary>
internal sealed unsafe partial class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoControl = 0x102;
    private const int PollInput = 1;
    private const int PatienceInMilliseconds = 20_000;

    private readonly int _master;
    private readonly StringBuilder _transcript = new();
    private int _answered;
    private bool _isHungUp;

    public PseudoTerminal()
    {
        _master = OpenMaster(ReadWriteNoControl);
        Assert.True(_master >= 0 && Grant(_master) == 0 && Unlock(_master) == 0, "No pseudo-terminal could be opened.");
        byte* name = stackalloc byte[64];
        Assert.Equal(0, GetName(_master, name, 64));
        Name = Marshal.PtrToStringUTF8((nint)name)!;
    }

    public string Name { get; }

    public void WaitForPrompt()
    {
        long started = Stopwatch.GetTimestamp();
        while (!_transcript.ToString(_answered, _transcript.Length - _answered).Contains("assword: ", StringComparison.Ordinal))
        {
            Assert.True(Stopwatch.GetElapsedTime(started).TotalMilliseconds < PatienceInMilliseconds, $"No prompt after: {_transcript}");
            TryRead(100);
        }

        _answered = _transcript.Length;
    }

    public void Type(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        fixed (byte* pointer = bytes)
        {
            Assert.Equal(bytes.Length, Write(_master, pointer, bytes.Length));
        }
    }

    public string ReadToEnd(Process process)
    {
        long asked = Stopwatch.GetTimestamp();
        while (!process.HasExited)
        {
            Assert.True(Stopwatch.GetElapsedTime(asked).TotalMilliseconds < PatienceInMilliseconds, $"It does not end after: {_transcript}");
            TryRead(20);
        }

        // What was written last arrives a moment later; that nobody has the other end open any more is told after it.
        _isHungUp = false;
        long exited = Stopwatch.GetTimestamp();
        while (!_isHungUp && Stopwatch.GetElapsedTime(exited).TotalMilliseconds < PatienceInMilliseconds)
        {
            TryRead(20);
        }

        return _transcript.ToString();
    }

    public void Dispose() => new SafeFileHandle(_master, ownsHandle: true).Dispose();

    private bool TryRead(int milliseconds)
    {
        var poll = new PollDescriptor { Descriptor = _master, Events = PollInput };
        if (Poll(ref poll, 1, milliseconds) <= 0)
        {
            return false;
        }

        byte* buffer = stackalloc byte[1024];
        nint count = Read(_master, buffer, 1024);
        if (count <= 0)
        {
            // Nobody has opened the other end yet, or nobody has it open any more.
            _isHungUp = true;
            Thread.Sleep(5);
            return false;
        }

        _transcript.Append(Encoding.Latin1.GetString(buffer, (int)count));
        return true;
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int master);

    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    private static partial int GetName(int master, byte* name, nint size);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int master, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int master, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
