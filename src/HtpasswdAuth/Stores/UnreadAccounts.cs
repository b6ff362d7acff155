using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// What is known of the users of a file beside their passwords, and would not be read where accounts are in memory: an account database, or
/// what version 0 asks of users. An administrator may make one while the site runs, so that it is looked for anew each second.
/// </summary>
/// <param name="files">The password or digest file, and what may lie beside it.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it is told that something has appeared.</param>
internal sealed class UnreadAccounts(AccountFiles files, TimeProvider time, ILogger logger) : IStoreHealth
{
    public const string LineToAdd = "builder.Services.AddHtpasswdSqlite();";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Where the disk hangs, one request each second waits for so long; that the user file cannot be read either is told by others.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private volatile string? _problem = Find(files);
    private long _looked = time.GetTimestamp();
    private int _isLooking;

    /// <summary>Gets what there is and what to do, for an administrator; <see langword="null"/> if there is nothing.</summary>
    public string? Problem
    {
        get
        {
            if (time.GetElapsedTime(Volatile.Read(ref _looked)) >= Interval && Interlocked.Exchange(ref _isLooking, 1) == 0)
            {
                Task look = LookAsync();
                look.Wait(Patience);
            }

            return _problem;
        }
    }

    public StoreHealth GetHealth() => Problem is { } problem
        ? new StoreHealth(StoreCondition.Unhealthy, problem, new Dictionary<string, object>())
        : new StoreHealth(StoreCondition.Healthy, "", new Dictionary<string, object>());

    private async Task LookAsync()
    {
        try
        {
            await Callbacks.RunAsync(CallbackNames.AccountsLook, Look).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            CallbackReport.To(logger).Report(CallbackNames.AccountsLook, exception);
        }
        finally
        {
            Volatile.Write(ref _looked, time.GetTimestamp());
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private void Look()
    {
        string? before = _problem;
        _problem = Find(files);
        if (_problem is { } problem && problem != before)
        {
            logger.AccountsUnread(problem);
        }
    }

    /// <summary>Sessions that version 0 ended need not be remembered, since its cookies are not read any more.</summary>
    private static string? Find(AccountFiles files)
    {
        string database = AccountFiles.DatabaseOf(files.UserFile);
        string? unread = (Path.Exists(database) ? database : files.FindSign(database))
            ?? new[] { files.PasswordStates, files.DigestPasswordStates }.FirstOrDefault(AsksForSomething);
        return unread is null
            ? null
            : $"{Path.GetFileName(unread)} beside the user file tells that more is known of users than their passwords, "
                + $"and this program would not read it. Add the line {LineToAdd} from the package HtpasswdAuth.Sqlite; "
                + "only if none of it is to count, move the file away.";
    }

    private static bool AsksForSomething(string passwordStates)
    {
        try
        {
            return File.Exists(passwordStates)
                && PasswordStateFile.Load(passwordStates).States.Any(state => state.MustChange || state.Expires is not null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return true;
        }
    }
}
