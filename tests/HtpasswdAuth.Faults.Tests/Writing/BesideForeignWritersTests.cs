using System.Collections.Concurrent;
using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// A site and <c>htauth</c> beside programs that know nothing of our lock: Apache's <c>htpasswd</c>, and an editor that empties the file and
/// writes it in two pieces. With HTPASSWDAUTH_LONG an hour of it.
/// </summary>
public sealed class BesideForeignWritersTests : IDisposable
{
    private const string Right = "right";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") is null ? 20 : 3600);
    private static readonly string[] Uninvolved = [.. Enumerable.Range(0, 40).Select(i => $"user{i:00}")];

    private readonly TempDirectory _directory = new();
    private readonly Lock _foreign = new();
    private readonly ConcurrentDictionary<HttpStatusCode, int> _answers = [];
    private readonly ConcurrentQueue<string> _ours = [];
    private int _refused;
    private int _edits;

    private string File => _directory.File("users.htpasswd");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task No_user_who_is_not_involved_is_lost_or_told_that_the_password_is_wrong()
    {
        ExternalTool.Require("htpasswd");
        string line = PasswordHash.Create("right"u8, new PasswordHashParameters(PasswordHashAlgorithm.Sha1));
        string[] lines = [.. Uninvolved.Select(user => $"{user}:{line}")];
        await System.IO.File.WriteAllLinesAsync(File, lines, TestContext.Current.CancellationToken);
        await ChangeByHtauthAsync(0);
        await using ProtectedSite site = await ProtectedSite.StartAsync(_directory.Path);

        using var stop = new CancellationTokenSource(Duration);
        await Task.WhenAll(
            Repeat(round => SignInAsync(site, round), stop.Token),
            Repeat(round => SignInAsync(site, 7 * round), stop.Token),
            Repeat(ChangeByHtauthAsync, stop.Token),
            Repeat(ChangeByApacheAsync, stop.Token),
            Repeat(EditAsync, stop.Token));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"answers: {string.Join(", ", _answers)}; htauth: {_ours.Count} done, {_refused} refused; edits: {_edits}");
        Assert.Empty(lines.Except(await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken)));
        Assert.False(_answers.ContainsKey(HttpStatusCode.Unauthorized));
        Assert.True(_answers[HttpStatusCode.OK] > 0 && !_ours.IsEmpty && _edits > 0);
    }

    private static Task Repeat(Func<int, Task> step, CancellationToken stop) => Task.Run(
        async () =>
        {
            for (int round = 0; !stop.IsCancellationRequested; round++)
            {
                await step(round);
            }
        },
        CancellationToken.None);

    private async Task SignInAsync(ProtectedSite site, int round)
    {
        HttpStatusCode answer = await site.SignInAsync(Uninvolved[round % Uninvolved.Length], Right);
        _answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);
    }

    private Task ChangeByHtauthAsync(int round)
    {
        ToolResult result = Htauth.Run("htpasswd", "-b", "-s", File, $"ours{round % 5}", $"password{round}");
        if (result.ExitCode == 0)
        {
            _ours.Enqueue($"ours{round % 5}");
        }
        else
        {
            // Nothing was written, and it says so.
            Assert.Contains("unable to update file", result.Error, StringComparison.Ordinal);
            Interlocked.Increment(ref _refused);
        }

        return Task.CompletedTask;
    }

    /// <summary>With a pause, in which ours may write; without one they are refused and the file is Apache's alone.</summary>
    private async Task ChangeByApacheAsync(int round)
    {
        lock (_foreign)
        {
            Assert.Equal(0, ExternalTool.Run("htpasswd", ["-b", "-s", File, $"theirs{round % 5}", $"password{round}"]).ExitCode);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(150));
    }

    /// <summary>What it read before the others wrote is what it writes: their changes may be lost by that, no other line.</summary>
    private async Task EditAsync(int round)
    {
        lock (_foreign)
        {
            byte[] content = System.IO.File.ReadAllBytes(File);
            int half = content.Length / 2;
            using FileStream stream = new(File, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(content, 0, half);
            stream.Flush(flushToDisk: false);
            SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(100 * (1 + (round % 4))));
            stream.Write(content, half, content.Length - half);
        }

        _edits++;
        await Task.Delay(TimeSpan.FromSeconds(1));
    }
}
