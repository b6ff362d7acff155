using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>The events of folders, by one inotify(7) instance and one thread for the whole process.</summary>
/// <remarks>
/// The base library's watcher takes an instance, of which a user has 128 as a rule, and a thread for each folder, and keeps both for good
/// where the folder is deleted before the watching ends.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed partial class LinuxFolderWatches
{
    private const int CloseOnExec = 0x80000;
    private const int NoEntry = 2;
    private const int Interrupted = 4;
    private const uint QueueOverflow = 0x4000;
    private const uint Ended = 0x8000;

    /// <summary>Content, mode, owner and names in the folder, and the folder's own name; not what happens to files that are deleted.</summary>
    private const uint Changes = 0x2 | 0x4 | 0x40 | 0x80 | 0x100 | 0x200 | 0x800 | OnlyDirectory | ExcludeUnlinked;

    private const uint OnlyDirectory = 0x0100_0000;
    private const uint ExcludeUnlinked = 0x0400_0000;
    private const int HeaderLength = 16;

    private static readonly Lock Making = new();
    private static LinuxFolderWatches? s_ofProcess;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<Watch>> _folders = [];
    private readonly HashSet<int> _endedWhileAdding = [];
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly SafeFileHandle _instance;
    private Callbacks _newest;
    private int _adding;

    private LinuxFolderWatches(SafeFileHandle instance, Callbacks callbacks)
    {
        _instance = instance;
        _newest = callbacks;
        new Callbacks((name, exception) => _newest.Report(name, exception)).StartThread(CallbackNames.AllFolderEvents, ReadEvents);
    }

    /// <summary>Watches a folder until the result is disposed, which waits for no file system. The call itself may.</summary>
    /// <param name="folder">The full path. The folder that has it now is watched, also under another name.</param>
    /// <param name="changed">Called on the thread of all events; it must not wait.</param>
    /// <param name="ended">Called there when there will be no more events: the folder was deleted or unmounted.</param>
    /// <param name="callbacks">Where failures are reported.</param>
    /// <exception cref="IOException">There is no such folder, or the system has no watches left.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static IDisposable Start(string folder, Action changed, Action ended, Callbacks callbacks) =>
        OfProcess(callbacks).Add(folder, changed, ended, callbacks);

    private static LinuxFolderWatches OfProcess(Callbacks callbacks)
    {
        lock (Making)
        {
            if (s_ofProcess is null)
            {
                SafeFileHandle instance = Initialize(CloseOnExec);
                s_ofProcess = instance.IsInvalid ? throw Failure("inotify") : new LinuxFolderWatches(instance, callbacks);
            }

            return s_ofProcess;
        }
    }

    private static IOException Failure(string path)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", error);
    }

    private Watch Add(string folder, Action changed, Action ended, Callbacks callbacks)
    {
        lock (_gate)
        {
            _adding++;
        }

        // Not under the lock: where this file system hangs, folders of others are watched on. One folder has one number, whoever asks.
        int number = AddWatch(_instance, folder, Changes);
        IOException? failure = number < 0 ? Failure(folder) : null;
        var watch = new Watch(this, number, changed, ended);
        bool isEnded;
        lock (_gate)
        {
            isEnded = _endedWhileAdding.Contains(number);
            if (--_adding == 0)
            {
                _endedWhileAdding.Clear();
            }

            if (failure is null && !isEnded)
            {
                Register(watch, callbacks);
            }
        }

        return failure is not null ? throw failure : isEnded ? throw new IOException($"The folder is gone: '{folder}'", NoEntry) : watch;
    }

    private void Register(Watch watch, Callbacks callbacks)
    {
        _newest = callbacks;
        if (!_folders.TryGetValue(watch.Number, out List<Watch>? watches))
        {
            _folders[watch.Number] = watches = [];
        }

        watches.Add(watch);
    }

    private void Remove(Watch watch)
    {
        lock (_gate)
        {
            if (_folders.TryGetValue(watch.Number, out List<Watch>? watches) && watches.Remove(watch) && watches.Count == 0)
            {
                _folders.Remove(watch.Number);
                _ = RemoveWatch(_instance, watch.Number);
            }
        }
    }

    private bool ReadEvents()
    {
        nint length = Read(_instance, _buffer, _buffer.Length);
        if (length < 0)
        {
            return Marshal.GetLastPInvokeError() == Interrupted ? true : throw Failure("inotify");
        }

        (int Number, uint Mask) last = default;
        for (int start = 0; start + HeaderLength <= length;)
        {
            ReadOnlySpan<byte> header = _buffer.AsSpan(start, HeaderLength);
            var next = (Number: MemoryMarshal.Read<int>(header), Mask: MemoryMarshal.Read<uint>(header[4..]));
            start += HeaderLength + MemoryMarshal.Read<int>(header[12..]);
            if (next != last)
            {
                // A log beside the file is thousands of equal events a second.
                Tell(next.Number, next.Mask);
                last = next;
            }
        }

        return true;
    }

    private void Tell(int number, uint mask)
    {
        bool isEnded = (mask & Ended) != 0;
        foreach (Watch watch in Told(number, mask, isEnded))
        {
            (isEnded ? watch.Ended : watch.Changed)();
        }
    }

    /// <summary>Lost events may have been those of any folder.</summary>
    private Watch[] Told(int number, uint mask, bool isEnded)
    {
        lock (_gate)
        {
            if ((mask & QueueOverflow) != 0)
            {
                return [.. _folders.Values.SelectMany(watches => watches)];
            }

            Watch[] told = _folders.TryGetValue(number, out List<Watch>? watches) ? [.. watches] : [];
            if (isEnded)
            {
                _folders.Remove(number);
                if (_adding > 0)
                {
                    _endedWhileAdding.Add(number);
                }
            }

            return told;
        }
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial SafeFileHandle Initialize(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int AddWatch(SafeFileHandle instance, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    private static partial int RemoveWatch(SafeFileHandle instance, int number);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle instance, [Out] byte[] buffer, nint length);

    private sealed class Watch(LinuxFolderWatches owner, int number, Action changed, Action ended) : IDisposable
    {
        public int Number => number;

        public Action Changed => changed;

        public Action Ended => ended;

        public void Dispose() => owner.Remove(this);
    }
}
