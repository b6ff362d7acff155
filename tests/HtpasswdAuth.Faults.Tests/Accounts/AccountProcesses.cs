using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.EditorProcess;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A password file with an account database, and processes of their own that change it.</summary>
internal sealed class AccountProcesses : IDisposable
{
    private readonly TempDirectory _directory = new();

    private AccountProcesses() => UserFile = _directory.Write("users.htpasswd", "alice:{SHA}x\nbob:{SHA}x\n");

    public string UserFile { get; }

    public string Folder => _directory.Path;

    public static async Task<AccountProcesses> CreateAsync()
    {
        var processes = new AccountProcesses();
        using HtpasswdAccountDatabase database = processes.Open();
        await database.InitializeAsync();
        return processes;
    }

    public HtpasswdAccountDatabase Open() => new(AccountFiles.Beside(UserFile));

    public Process Start(params string[] arguments) => StartIn([], arguments);

    /// <summary>The same, started by another program.</summary>
    public Process StartIn(string[] wrapper, params string[] arguments) =>
        DotnetProgram.Start(typeof(AccountEdits).Assembly.GetName().Name!, [arguments[0], UserFile, .. arguments[1..]], wrapper);

    /// <summary>A process that spends codes of a user, and prints them.</summary>
    public Process Churn(string user) => Start("account-churn", user);

    /// <summary>Reads how far a process has come, once it has told that of so many codes.</summary>
    public static async Task<long> AcknowledgedAsync(Process process, int codes)
    {
        long last = -1;
        for (int code = 0; code < codes; code++)
        {
            string? line = await process.StandardOutput.ReadLineAsync();
            last = line is null
                ? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync())
                : long.Parse(line, CultureInfo.InvariantCulture);
        }

        return last;
    }

    /// <summary>Kills a process; what it has told before counts.</summary>
    public static async Task<long> KillAsync(Process process, long acknowledged)
    {
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may be a part of one.
            acknowledged = long.TryParse(line, CultureInfo.InvariantCulture, out long number) ? Math.Max(acknowledged, number) : acknowledged;
        }

        await process.WaitForExitAsync();
        return acknowledged;
    }

    public async Task<long> LastStepAsync(string user)
    {
        using HtpasswdAccountDatabase database = Open();
        return (await database.ReadOtpStateAsync()).Find(user).LastStep;
    }

    public void Dispose() => _directory.Dispose();
}
