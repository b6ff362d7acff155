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

    public void Dispose() => _directory.Dispose();

    private static Callbacks Callbacks() => CallbackReport.To(NullLogger.Instance);

    private void Count() => Interlocked.Increment(ref _events);

    private FolderEvents Follow()
    {
        Directory.CreateDirectory(Folder);
        var events = new FolderEvents(Folder, TimeSpan.FromSeconds(1), Count, Callbacks(), _logs.CreateLogger("store"));
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
