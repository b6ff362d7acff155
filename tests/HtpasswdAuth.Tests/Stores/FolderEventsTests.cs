using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>A folder's events, whatever becomes of the folder.</summary>
public sealed class FolderEventsTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly CapturedLogs _logs = new();
    private int _events;

    private string Folder => _directory.File("conf");

    [Fact]
    public async Task Folder_that_is_deleted_and_made_anew_has_events_again()
    {
        using FolderEvents events = Follow();
        await HasEventsAsync();

        Directory.Delete(Folder, recursive: true);
        events.Follow();
        Directory.CreateDirectory(Folder);
        events.Follow();

        await HasEventsAsync();
    }

    [Fact]
    public async Task Folder_made_anew_between_two_looks_has_events_again()
    {
        using FolderEvents events = Follow();
        Directory.Move(Folder, Folder + ".old");
        Directory.CreateDirectory(Folder);

        events.Follow();

        await HasEventsAsync();
    }

    [Fact]
    public async Task Folder_that_comes_late_has_events()
    {
        using var events = new FolderEvents(Folder, TimeSpan.FromSeconds(1), Count, Callbacks(), _logs.CreateLogger("store"));
        events.Follow();
        Directory.CreateDirectory(Folder);

        events.Follow();

        await HasEventsAsync();
    }

    [Fact]
    public void End_in_the_middle_of_a_look_leaves_nothing_behind()
    {
        FolderEvents events = Follow();
        events.Dispose();

        events.Follow();
        Directory.Move(Folder, Folder + ".old");
        Directory.CreateDirectory(Folder);
        events.Follow();

        Assert.Empty(_logs.Entries);
    }

    [Fact]
    public async Task More_folders_than_the_system_has_instances_have_events_and_leave_nothing_when_they_are_deleted_first()
    {
        string[] folders = [.. Enumerable.Range(0, 300).Select(number => _directory.File($"site{number}"))];
        var counts = new int[folders.Length];
        FolderEvents[] all = [.. folders.Select((folder, number) => Follow(folder, () => Interlocked.Increment(ref counts[number])))];

        foreach (string folder in folders)
        {
            File.WriteAllText(Path.Combine(folder, "users"), "");
        }

        await Eventually.IsTrueAsync(() => counts.All(count => count > 0), "events of each folder");
        foreach (string folder in folders)
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.All(all, events => events.Dispose());
        if (OperatingSystem.IsLinux())
        {
            await Eventually.IsTrueAsync(() => WatchesOf(Environment.ProcessId) < folders.Length, "the system's watches are given back");
        }
    }

    [Fact]
    public async Task Two_files_of_one_folder_are_followed_until_each_ends()
    {
        int other = 0;
        FolderEvents first = Follow();
        using FolderEvents second = Follow(Folder, () => Interlocked.Increment(ref other));

        first.Dispose();
        int told = Volatile.Read(ref _events);
        File.WriteAllText(Path.Combine(Folder, "users"), "");

        await Eventually.IsTrueAsync(() => Volatile.Read(ref other) > 0, "events of the other");
        Assert.Equal(told, Volatile.Read(ref _events));
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>The watches of all inotify instances, each a line of what the system tells of the descriptor.</summary>
    private static int WatchesOf(int process) => Directory.GetFiles($"/proc/{process}/fdinfo").Sum(path =>
    {
        try
        {
            return File.ReadLines(path).Count(line => line.StartsWith("inotify wd", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return 0;
        }
    });

    private static Callbacks Callbacks() => CallbackReport.To(NullLogger.Instance);

    private void Count() => Interlocked.Increment(ref _events);

    private FolderEvents Follow() => Follow(Folder, Count);

    private FolderEvents Follow(string folder, Action changed)
    {
        Directory.CreateDirectory(folder);
        var events = new FolderEvents(folder, TimeSpan.FromSeconds(1), changed, Callbacks(), _logs.CreateLogger("store"));
        events.Follow();
        return events;
    }

    private async Task HasEventsAsync()
    {
        // What an earlier folder still has to tell may come late.
        int before = Volatile.Read(ref _events);
        int files = 0;
        await Eventually.IsTrueAsync(
            () =>
            {
                File.WriteAllText(Path.Combine(Folder, $"file{files++}"), "");
                return Volatile.Read(ref _events) >= before + 10;
            },
            "events of the folder");
    }
}
