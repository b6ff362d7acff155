using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HtpasswdAuth.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Benchmarks.Accounts;

/// <summary>Durable changes, one after another, in a process of its own that is told when to make them.</summary>
internal static partial class AccountWorker
{
    /// <summary>Codes of users from everywhere in the database, each spent as a sign-in does it.</summary>
    public const string Sqlite = "SQLite";

    /// <summary>200 bytes written over those before, and flushed: the least that a durable change can be.</summary>
    public const string Overwrite = "write";

    /// <summary>200 bytes at the end of a file, and flushed, as a log is written.</summary>
    public const string Append = "append";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    private const int Bytes = 200;
    private const double MiB = 1024 * 1024;

    /// <summary>For each line of the input makes changes for so many milliseconds, and prints how many microseconds each took.</summary>
    public static async Task RunAsync(TextWriter output, string kind, string folder, int users, int number)
    {
        using IDisposable opened = Open(kind, folder, users, number, out Func<Task> change);
        // Until the runtime has compiled for the second time what is called so often.
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < WarmUp;)
        {
            await change();
        }

        await output.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var duration = TimeSpan.FromMilliseconds(int.Parse(line, CultureInfo.InvariantCulture));
            List<int> times = [];
            for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < duration;)
            {
                long started = Stopwatch.GetTimestamp();
                await change();
                times.Add((int)Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }

            await output.WriteLineAsync(string.Join(',', times));
        }
    }

    /// <summary>Starts the accounts of a site; prints milliseconds, MiB that are held, and MiB that the process had at most.</summary>
    public static void Start(TextWriter output, string folder)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long started = Stopwatch.GetTimestamp();
        using SqliteAccounts accounts = Accounts(folder);
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        int enrolments = accounts.OtpSecrets.Current?.Count ?? throw new InvalidOperationException("The accounts are not served.");
        using var process = Process.GetCurrentProcess();
        double most = process.PeakWorkingSet64 / MiB;
        double held = (GC.GetTotalMemory(forceFullCollection: true) - before) / MiB;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{enrolments} {milliseconds} {held} {most}"));
    }

    private static SqliteAccounts Accounts(string folder)
    {
        var accounts = new SqliteAccounts(
            AccountPlace.Beside(AccountFolder.FilesIn(folder)), new HtpasswdSqliteOptions(), TimeProvider.System, NullLogger.Instance);
        accounts.Start();
        return accounts;
    }

    private static IDisposable Open(string kind, string folder, int users, int number, out Func<Task> change)
    {
        if (kind == Sqlite)
        {
            SqliteAccounts accounts = Accounts(folder);
            change = () => accounts.OtpStates.UpdateAsync(
                AccountFolder.UserName(RandomNumberGenerator.GetInt32(users)),
                state => state.WithAccepted(AccountFolder.EnrolmentId, state.LastStep + 1, device: null),
                CancellationToken.None);
            return accounts;
        }

        SafeFileHandle file = File.OpenHandle(
            Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{kind}{number}")), FileMode.Create, FileAccess.Write);
        byte[] content = new byte[Bytes];
        long position = 0;
        change = () =>
        {
            RandomAccess.Write(file, content, position);
            position += kind == Append ? Bytes : 0;
            return FlushData(file) == 0 ? Task.CompletedTask : throw new IOException("The file cannot be flushed.");
        };
        return file;
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushData(SafeFileHandle file);
}
