using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Tests;

/// <summary>What the watching of a file does for every kind of file.</summary>
public sealed class WatchedFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CapturedLogs _logs = new();

    [Theory]
    [InlineData(true, "whole")]
    [InlineData(false, null)]
    public void File_written_to_during_the_first_reading_is_served_only_where_that_was_chosen(bool chosen, string? served)
    {
        string path = _directory.Write("file", "whole");
        var kind = new TextKind { Reading = () => File.AppendAllText(path, " and more\n"), ServesParts = chosen };
        using WatchedFile<string> file = Watch(path, kind);

        file.Look();
        Assert.Equal(served, file.Current);

        kind.Reading = null;
        for (int looks = 0; looks < 10; looks++)
        {
            _time.Advance(file.Look());
        }

        Assert.Equal("whole and more\n", file.Current);
    }

    [Fact]
    public void Failure_nobody_foresaw_closes_like_a_missing_file_and_is_survived()
    {
        string path = _directory.Write("file", "text\n");
        var kind = new TextKind { Reading = () => throw new InvalidOperationException("unforeseen") };
        using WatchedFile<string> file = Watch(path, kind);

        file.Look();
        Assert.Null(file.Current);
        Assert.Equal(CredentialFileState.Unreadable, file.Status.State);
        Assert.Single(_logs.Named("FileCheckFailed"));

        kind.Reading = null;
        file.Look();
        Assert.Equal("text\n", file.Current);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void File_for_which_there_is_no_memory_is_told_with_what_it_takes_and_served_as_it_was(bool wrapped)
    {
        string path = _directory.Write("file", "old\n");
        var kind = new TextKind();
        using WatchedFile<string> file = Watch(path, kind);
        file.Look();
        File.WriteAllText(path, new string('x', 10_000_000) + "\n");
        kind.Reading = () => throw (wrapped ? new IOException("no memory", new InsufficientMemoryException()) : new InsufficientMemoryException());
        LookUntilRead();

        Assert.Equal("old\n", file.Current);
        Assert.Equal(CredentialFileState.Unreadable, file.Status.State);
        Assert.Contains("memory", file.Status.Reason, StringComparison.Ordinal);
        Assert.Contains("3.7 times", file.Status.Remedy, StringComparison.Ordinal);
        LogEntry told = Assert.Single(_logs.Named("FileOutOfMemory"));
        Assert.Contains("of 11 MB", told.Message, StringComparison.Ordinal);
        Assert.Contains("38 MB", told.Message, StringComparison.Ordinal);
        Assert.Empty(_logs.Named("FileCheckFailed"));

        kind.Reading = null;
        LookUntilRead();
        Assert.StartsWith("xxx", file.Current, StringComparison.Ordinal);
        Assert.Null(file.Status.Remedy);

        void LookUntilRead()
        {
            for (int looks = 0; looks < 4; looks++)
            {
                _time.Advance(file.Look());
            }
        }
    }

    [Fact]
    public void Look_that_has_read_the_file_before_our_write_does_not_publish_after_it()
    {
        string path = _directory.Write("file", "old\n");
        var kind = new TextKind();
        using WatchedFile<string> file = Watch(path, kind);
        file.Look();
        var writer = new Thread(() => file.Write(() =>
        {
            File.WriteAllText(path, "ours\n");
            return "ours\n";
        }));

        // Between the reading and the publishing of what another wrote.
        kind.Comparing = () =>
        {
            kind.Comparing = null;
            writer.Start();
            Eventually.Spin(() => (writer.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0, "the writer waits or has ended");
        };
        File.WriteAllText(path, "another's\n");
        Eventually.Spin(
            () =>
            {
                _time.Advance(file.Look());
                return kind.Comparing is null;
            },
            "the file is read");

        Assert.True(writer.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal("ours\n", file.Current);
    }

    public void Dispose() => _directory.Dispose();

    private WatchedFile<string> Watch(string path, TextKind kind) =>
        new(new WatchedFileSettings(path), kind, _time, _logs.CreateLogger("file"));

    private sealed class TextKind : IWatchedFileKind<string>
    {
        public Action? Reading { get; set; }

        public Action? Comparing { get; set; }

        public bool ServesParts { get; init; }

        public FileReading<string> Read(SafeFileHandle handle)
        {
            byte[] content = new byte[RandomAccess.GetLength(handle)];
            RandomAccess.Read(handle, content, 0);
            Reading?.Invoke();
            return new FileReading<string>(content, Encoding.UTF8.GetString(content));
        }

        public bool HasText(string snapshot, CredentialText file) => false;

        public bool AreSame(string last, string next)
        {
            Comparing?.Invoke();
            return last == next;
        }

        public CredentialFileVerdict Judge(FileReading<string> reading, string? last, TimeSpan still) => reading.Content.Span is [.., (byte)'\n']
            ? new(CredentialFileState.Whole, null)
            : new(CredentialFileState.Settling, CredentialFileEvidence.Settled);

        public string? PartOf(FileReading<string> reading) => ServesParts ? reading.Snapshot : null;

        public void InDoubt(WatchedFileStatus<string> status, string? part)
        {
        }

        public void Loaded(WatchedFileStatus<string> before, string snapshot, TimeSpan took)
        {
        }

        public void Unavailable(WatchedFileStatus<string> status)
        {
        }

        public void Closed(WatchedFileStatus<string> status)
        {
        }

        public void Broken(WatchedFileStatus<string> status)
        {
        }

        public void Back()
        {
        }

        public void Looked()
        {
        }
    }
}
