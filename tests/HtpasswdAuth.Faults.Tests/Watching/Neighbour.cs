using System.Text;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A program that writes into the folder of the user file, and not into the file; it works until it is disposed of.</summary>
internal sealed class Neighbour : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private Exception? _failure;

    /// <param name="kind">What it is.</param>
    /// <param name="folder">Where it writes.</param>
    /// <param name="restore">Puts the user file back into the folder, for those who take it away.</param>
    public Neighbour(string kind, string folder, Action restore)
    {
        Action<string, long> step = kind == "folder made anew" ? (_, _) => MakeAnew(folder, restore) : Steps[kind];
        _thread = new Thread(() => Work(step, folder)) { IsBackground = true };
        _thread.Start();
    }

    public static IEnumerable<string> Kinds => Steps.Keys.Append("folder made anew");

    private static Dictionary<string, Action<string, long>> Steps { get; } = new()
    {
        ["log"] = Log,
        ["database journal"] = WriteJournal,
        ["editor's swap files"] = Edit,
        ["more events than the queue holds"] = Flood,
        ["renames"] = Rename,
        ["attributes"] = ChangeAttributes,
        ["swapped links"] = SwapLink,
    };

    public void Dispose()
    {
        _stop.Cancel();
        Assert.True(_thread.Join(TimeSpan.FromSeconds(30)), "It does not stop");
        _stop.Dispose();
        Assert.Null(_failure);
    }

    private void Work(Action<string, long> step, string folder)
    {
        try
        {
            for (long round = 0; !_stop.IsCancellationRequested; round++)
            {
                step(folder, round);
            }
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    /// <summary>5,000 lines a second.</summary>
    private static void Log(string folder, long round)
    {
        using FileStream log = new(Path.Combine(folder, "site.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        for (int line = 0; line < 50; line++)
        {
            log.Write(Encoding.ASCII.GetBytes($"GET /{round}/{line} 200\n"));
        }

        Thread.Sleep(10);
    }

    private static void WriteJournal(string folder, long round)
    {
        string database = Path.Combine(folder, "site.db");
        File.WriteAllText(database + "-journal", $"before {round}");
        File.WriteAllText(database, $"after {round}");
        File.Delete(database + "-journal");
    }

    private static void Edit(string folder, long round)
    {
        string swap = Path.Combine(folder, ".users.htpasswd.swp");
        string probe = Path.Combine(folder, "4913");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        File.WriteAllText(swap, $"b0VIM {round}");
        File.Move(swap, swap + "x", overwrite: true);
        File.Delete(swap + "x");
    }

    /// <summary>Linux keeps 16,384 events for a process that does not read them.</summary>
    private static void Flood(string folder, long round)
    {
        string path = Path.Combine(folder, "flood");
        using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        for (int i = 0; i < 40_000; i++)
        {
            file.SetLength(i % 2);
        }
    }

    private static void Rename(string folder, long round)
    {
        string one = Path.Combine(folder, $"one{round % 100}");
        File.WriteAllText(one, "");
        File.Move(one, Path.Combine(folder, "other"), overwrite: true);
    }

    private static void ChangeAttributes(string folder, long round)
    {
        string path = Path.Combine(folder, "attributes");
        if (!File.Exists(path))
        {
            File.WriteAllText(path, "");
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, round % 2 == 0 ? UnixFileMode.UserRead : UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddSeconds(round));
    }

    private static void SwapLink(string folder, long round)
    {
        string link = Path.Combine(folder, "..other");
        File.CreateSymbolicLink(link + ".new", $"target{round % 2}");
        File.Move(link + ".new", link, overwrite: true);
    }

    private static void MakeAnew(string folder, Action restore)
    {
        Directory.Move(folder, folder + ".old");
        Directory.CreateDirectory(folder);
        restore();
        Directory.Delete(folder + ".old", recursive: true);
        Thread.Sleep(20);
    }
}
