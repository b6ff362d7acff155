using System.Collections.Concurrent;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// Each system call that <c>htauth</c> makes on the files' folder fails once, in each way a disk has. Afterwards the file is the
/// old one or the new one, whole; the exit code says which; and the next writer leaves nothing lying about.
/// </summary>
public sealed class FailedCallTests
{
    private const string Users = "carol:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\ndave:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";
    private static readonly string[] DiskErrors = ["EIO", "ENOSPC", "EDQUOT", "EINTR"];
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") is not null;

    [Fact]
    public void A_replaced_password_file_agrees_with_the_exit_code() =>
        FailEach(new("users", Users, ["htpasswd", "-bs", "FILE", "alice", "password"]), DiskErrors);

    [Fact]
    public void A_password_file_with_two_names_that_is_written_over_agrees_with_the_exit_code() =>
        FailEach(new("users", Users, ["htpasswd", "-bs", "FILE", "alice", "password"]) { IsInPlace = true }, IsLong ? DiskErrors : ["EIO", "EINTR"]);

    [Fact]
    public void A_password_file_that_becomes_shorter_in_its_place_agrees_with_the_exit_code() =>
        FailEach(new("users", Users, ["htpasswd", "-D", "FILE", "carol"]) { IsInPlace = true }, Shortly(DiskErrors));

    [Fact]
    public void A_created_password_file_agrees_with_the_exit_code() =>
        FailEach(new("users", null, ["htpasswd", "-cbs", "FILE", "alice", "password"]), Shortly(DiskErrors));

    [Fact]
    public void A_digest_file_agrees_with_the_exit_code() =>
        FailEach(new("users", "carol:realm:0123456789abcdef0123456789abcdef\n", ["htdigest", "FILE", "realm", "alice"]), Shortly(DiskErrors));

    [Fact]
    public void A_group_file_agrees_with_the_exit_code() =>
        FailEach(new("groups", "staff: carol\n", ["group", "FILE", "add", "staff", "alice"]), Shortly(DiskErrors));

    private static string[] Shortly(string[] errors) => IsLong ? errors : errors[..1];

    private static void FailEach(FileChange change, string[] errors)
    {
        Capability.RequireTracing();
        using var directory = new TempDirectory();
        IReadOnlyList<SystemCall> calls = change.Observe(Folder(directory, "observed"), out byte[] written);
        var cases = calls.SelectMany(call => ErrorsOf(call, errors).Select(error => (Call: call, Error: error))).ToList();
        Assert.Contains(calls, call => call.Name == "fsync");
        ConcurrentBag<string> wrong = [];
        int failed = 0;

        Parallel.ForEach(cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, one =>
        {
            string folder = Folder(directory, $"{one.Call.Name}-{one.Call.Ordinal}-{one.Error}");
            if (change.Fail(folder, one.Call, one.Error, written) is { } complaint)
            {
                wrong.Add($"{one.Call.Name} {one.Call.Ordinal} {one.Error}: {complaint}");
            }

            Interlocked.Add(ref failed, Strace.HasFailedIn(folder + ".trace", folder) ? 1 : 0);
        });

        Assert.Empty(wrong.Order());
        Assert.True(failed > cases.Count / 2, $"Of {cases.Count} calls only {failed} failed.");
    }

    /// <summary>What only looks at a file fails in one way as in another; <c>--long</c> tries each.</summary>
    private static string[] ErrorsOf(SystemCall call, string[] errors) => IsLong || call.IsWriting ? errors : errors[..1];

    private static string Folder(TempDirectory directory, string name) => Directory.CreateDirectory(directory.File(name)).FullName;
}
