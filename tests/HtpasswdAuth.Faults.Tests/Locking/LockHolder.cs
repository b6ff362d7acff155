using System.Diagnostics;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A process that holds a lock of a file or a directory for as long as it is not disposed.</summary>
internal sealed class LockHolder : IDisposable
{
    /// <summary>Locks what can be locked by one who may only read: <c>flock</c> of both kinds, and the shared lock of <c>fcntl</c>.</summary>
    private const string Script =
        """
        use Fcntl qw(:DEFAULT :flock);
        my ($kind, $path) = @ARGV;
        open(my $file, '<', $path) or opendir($file, $path) or exit 1;
        my $shared = pack('s s x4 q q l x4', F_RDLCK, 0, 0, 0, 0);
        my $done = $kind eq 'fcntl' ? fcntl($file, F_SETLK, $shared) : flock($file, $kind eq 'exclusive' ? LOCK_EX : LOCK_SH);
        $| = 1;
        print $done ? "held\n" : "refused\n";
        <STDIN>;
        """;

    private readonly Process _process;

    private LockHolder(Process process) => _process = process;

    /// <param name="kind"><c>exclusive</c>, <c>shared</c> or <c>fcntl</c>.</param>
    /// <param name="path">A file or a directory.</param>
    /// <param name="wrapper">A program, with arguments, that gives the process other rights.</param>
    public static LockHolder? TryStart(string kind, string path, string[] wrapper)
    {
        ExternalTool.Require("perl");
        string[] command = [.. wrapper, "perl", "-e", Script, kind, path];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var holder = new LockHolder(Process.Start(start)!);
        if (holder._process.StandardOutput.ReadLine() == "held")
        {
            return holder;
        }

        holder.Dispose();
        return null;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
