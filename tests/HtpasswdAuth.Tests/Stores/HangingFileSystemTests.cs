using System.Diagnostics.Metrics;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>A file system that does not answer: nothing waits for it without a bound, and what was read long ago is not served.</summary>
public sealed class HangingFileSystemTests : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CapturedLogs _logs = new();
    private readonly ManualResetEventSlim _answers = new(initialState: true);
    private readonly ManualResetEventSlim _hangs = new();
    private TimeSpan _writeLimit = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task What_was_read_is_served_for_the_grace_and_a_poll_and_not_longer()
    {
        using WatchedFile<HtpasswdFile> file = Watch(_time);
        file.Start();
        Task look = HangAtNextChange("bob");

        Assert.Equal((CredentialFileState.Whole, false), Seen(file));
        _time.Advance(Poll + TimeSpan.FromSeconds(2));
        Assert.Equal((CredentialFileState.Stuck, false), Seen(file));
        Assert.NotNull(file.Current);
        Assert.Single(_logs.Named(nameof(EventIds.FileSystemSlow)));

        _time.Advance(Grace - TimeSpan.FromSeconds(2));
        Assert.Equal((CredentialFileState.Stuck, true), Seen(file));
        Assert.Null(file.Current);
        Assert.Single(_logs.Named(nameof(EventIds.FileClosed)));

        _answers.Set();
        await look;
        Assert.Equal((CredentialFileState.Whole, false), Seen(file));
        Assert.True(file.Current!.TryFind("bob"u8, out _));
        Assert.Single(_logs.Named(nameof(EventIds.FileBack)));
    }

    [Fact]
    public async Task Change_is_refused_while_looks_hang_and_writes_nothing()
    {
        using WatchedFile<HtpasswdFile> file = Watch(_time);
        file.Start();
        Task look = HangAtNextChange("bob");

        // At first only the lock tells, and it is waited for with a bound.
        Assert.Throws<TimeoutException>(() => file.Write(() => throw new InvalidOperationException("not reached")));
        _time.Advance(Poll + TimeSpan.FromSeconds(2));
        Assert.Throws<TimeoutException>(() => file.Write(() => throw new InvalidOperationException("not reached")));

        _answers.Set();
        await look;
        Assert.True(file.Write(() => HtpasswdFile.Parse("carol:x\n"u8.ToArray())));
    }

    [Fact]
    public void Start_with_a_file_system_that_hangs_starts_closed_and_ends()
    {
        using WatchedFile<HtpasswdFile> file = Watch(TimeProvider.System);
        _answers.Reset();

        file.Start();
        Assert.Null(file.Current);
        Assert.True(_hangs.IsSet);
        file.Dispose();
    }

    [Fact]
    public async Task Site_that_started_closed_serves_when_the_file_system_answers()
    {
        using WatchedFile<HtpasswdFile> file = Watch(TimeProvider.System);
        _answers.Reset();
        file.Start();

        _answers.Set();

        await Eventually.IsTrueAsync(() => file.Current?.TryFind("alice"u8, out _) == true, "the file is served");
    }

    [Fact]
    public async Task File_of_another_folder_is_followed_meanwhile()
    {
        using var elsewhere = new TempDirectory();
        using WatchedFile<HtpasswdFile> hanging = Watch(TimeProvider.System);
        hanging.Start();
        using WatchedFile<HtpasswdFile> file = Watch(TimeProvider.System, elsewhere, static () => { });
        file.Start();
        _answers.Reset();
        _directory.Write("users", StoreScenario.Lines("bob"));
        Assert.True(_hangs.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        elsewhere.Write("users", StoreScenario.Lines("carol"));

        await Eventually.IsTrueAsync(() => file.Current!.TryFind("carol"u8, out _), "the other file's change is served");
    }

    [Fact]
    public async Task Long_change_of_our_own_is_no_hanging_file_system()
    {
        _writeLimit = TimeSpan.FromSeconds(10);
        using WatchedFile<HtpasswdFile> file = Watch(_time);
        file.Start();
        using var mayEnd = new ManualResetEventSlim();
        Task change = BeginChange(file, mayEnd);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((CredentialFileState.Whole, false), Seen(file));
        mayEnd.Set();
        await change;
    }

    [Fact]
    public async Task Change_of_our_own_that_hangs_closes_like_a_look_that_hangs()
    {
        using WatchedFile<HtpasswdFile> file = Watch(_time);
        file.Start();
        using var mayEnd = new ManualResetEventSlim();
        List<Task> begun = [BeginChange(file, mayEnd)];

        // Whichever thread comes to the look hangs with it.
        await Eventually.IsTrueAsync(
            () =>
            {
                begun.Add(Task.Run(() => _time.Advance(Poll)));
                return Seen(file) == (CredentialFileState.Stuck, true);
            },
            "the file to be closed");

        mayEnd.Set();
        await Task.WhenAll(begun);
        Assert.Equal((CredentialFileState.Whole, false), Seen(file));
    }

    [Fact]
    public async Task Caller_of_a_change_that_hangs_is_told_and_its_place_is_free_when_it_ends()
    {
        using var slots = new ChangeSlots("change", concurrent: 1, waiting: 0, TimeSpan.FromMilliseconds(50));
        _answers.Reset();

        Assert.False(await slots.TryRunAsync(() => _answers.Wait(), CancellationToken.None));
        Assert.False(await slots.TryRunAsync(static () => { }, CancellationToken.None));

        _answers.Set();
        await Eventually.IsTrueAsync(() => slots.TryRunAsync(static () => { }, CancellationToken.None), "the place to be free");
    }

    [Fact]
    public void Password_that_is_cleared_is_not_hashed_by_a_change_that_goes_on_late()
    {
        var password = new NewPassword("correct horse", new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 4));
        password.Dispose();

        Assert.Throws<ObjectDisposedException>(() => password.Hash);
        Assert.Throws<ObjectDisposedException>(() => password.ComputeHa1(DigestAlgorithm.Md5, "alice"u8, "realm"u8));
    }

    public void Dispose()
    {
        _answers.Set();
        _services.Dispose();
        _directory.Dispose();
    }

    private static (CredentialFileState State, bool Closed) Seen(WatchedFile<HtpasswdFile> file) => (file.Status.State, file.Status.Closed);

    private static Task<bool> BeginChange(WatchedFile<HtpasswdFile> file, ManualResetEventSlim mayEnd)
    {
        using var begun = new ManualResetEventSlim();
        var change = Task.Run(() => file.Write(() =>
        {
            begun.Set();
            mayEnd.Wait();
            return HtpasswdFile.Parse("carol:x\n"u8.ToArray());
        }));
        begun.Wait(TestContext.Current.CancellationToken);
        return change;
    }

    /// <summary>Changes the file; the look that reads it does not come to its end. Returns when it has begun.</summary>
    private Task HangAtNextChange(string user)
    {
        _answers.Reset();
        _hangs.Reset();
        _directory.Write("users", StoreScenario.Lines(user));
        var look = Task.Run(() => _time.Advance(Poll + Poll / 2));
        Assert.True(_hangs.Wait(TimeSpan.FromSeconds(30)));
        return look;
    }

    private WatchedFile<HtpasswdFile> Watch(TimeProvider time) => Watch(time, _directory, () =>
    {
        if (!_answers.IsSet)
        {
            _hangs.Set();
            _answers.Wait();
        }
    });

    private WatchedFile<HtpasswdFile> Watch(TimeProvider time, TempDirectory directory, Action read)
    {
        string path = directory.Write("users", StoreScenario.Lines("alice"));
        var traits = new CredentialFileTraits<HtpasswdFile>
        {
            Load = handle =>
            {
                read();
                return HtpasswdFile.Load(handle);
            },
            Parse = static content => HtpasswdFile.Parse(content),
            ContentOf = static file => file.Content,
            HasText = static (file, text) => file.HasText(text),
            CountUsers = static file => file.Count,
            ProblemsOf = static file => file.Problems,
            CountProblems = static file => file.ProblemCount,
        };
        var logger = _logs.CreateLogger("file");
        var kind = new CredentialFileKind<HtpasswdFile>(
            new WatchedCredentialStoreSettings(path),
            traits,
            new CredentialFileReport(path, logger),
            new BlockingReaders(path, TimeProvider.System),
            new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>()),
            logger);
        var settings = new WatchedFileSettings(path)
        {
            PollInterval = Poll,
            Grace = Grace,
            FirstLookLimit = TimeSpan.FromMilliseconds(200),
            WriteLimit = _writeLimit,
        };
        return new WatchedFile<HtpasswdFile>(settings, kind, time, logger);
    }
}
