using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// Twenty users who change their passwords at a site, <c>htauth</c>, Apache's <c>htpasswd</c> and an editor write one file, on a disk that is full now and
/// then; site and writers are killed, httpd and nginx read. With HTPASSWDAUTH_LONG an hour of it, or as many seconds as HTPASSWDAUTH_TOGETHER says.
/// </summary>
public sealed class EverythingAtOnceTests
{
    private const string Right = "right";
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") is not null;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("HTPASSWDAUTH_TOGETHER"), CultureInfo.InvariantCulture, out int seconds) ? seconds : IsLong ? 3600 : 25);

    private static readonly string[] Uninvolved = [.. Enumerable.Range(0, 40).Select(i => $"user{i:00}")];
    private static readonly string[] Changing = [.. Enumerable.Range(0, 20).Select(i => $"changing{i:00}")];

    private readonly Ledger _ledger = new();

    [Fact]
    public async Task Nothing_is_lost_that_was_acknowledged_and_no_right_password_is_called_wrong()
    {
        ExternalTool.Require("htpasswd");
        using var disk = new SmallDisk();
        string file = Path.Combine(disk.Path, "users.htpasswd");
        string[] lines = Prepare(file);
        await using RestartedSite site = await RestartedSite.StartAsync(disk.Path);
        await using HttpdServer httpd = await HttpdServer.StartAsync(file);
        await using NginxServer nginx = await NginxServer.StartAsync(file);
        var foreign = new ForeignWriters(file, disk, _ledger, lines);
        var ours = new OurWriters(file, site, foreign, _ledger);

        using var stop = new CancellationTokenSource(Duration);
        await Task.WhenAll(
        [
            .. Changing.Select(user => Repeat(round => ours.ChangeAsync(user, round), stop.Token)),
            Repeat(ours.ChangeByHtauthAsync, stop.Token),
            Repeat(ours.RemoveAsync, stop.Token),
            Repeat(foreign.ChangeByApacheAsync, stop.Token),
            Repeat(foreign.KillApacheAsync, stop.Token),
            Repeat(foreign.EditAsync, stop.Token),
            Repeat(foreign.FillDiskAsync, stop.Token),
            Repeat(foreign.AuditAsync, stop.Token),
            Repeat(_ => KillSiteAsync(site), stop.Token),
            Repeat(round => SignInAsync(site, ours, round), stop.Token),
            Repeat(round => SignInAsync(site, ours, 7 * round), stop.Token),
            Repeat(round => ReadAsync("httpd", httpd, ours, round), stop.Token),
            Repeat(round => ReadAsync("nginx", nginx, ours, round), stop.Token),
        ]);
        foreign.Audit();

        Print();
        Assert.Empty(_ledger.Faults);
        Assert.All(
            (string[])["site 200", "changes 204", "htauth done", "htpasswd done", "edits", "full disks", "httpd 200", "nginx 200", "removed users"],
            what => Assert.True(_ledger[what] > 0, $"{what}: none"));
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

    private string[] Prepare(string file)
    {
        string line = PasswordHash.Create("right"u8, new PasswordHashParameters(PasswordHashAlgorithm.Sha1));
        string[] lines = [.. Uninvolved.Select(user => $"{user}:{line}")];
        File.WriteAllLines(file, lines.Concat(Changing.Select(user =>
        {
            Change change = _ledger.Ask(user, OurWriters.Password(user, 0));
            change.Acknowledge();
            return $"{user}:{PasswordHash.Create(Encoding.UTF8.GetBytes(change.Password), new PasswordHashParameters(PasswordHashAlgorithm.Sha1))}";
        })));
        WorldReadable.Make(file);
        return lines;
    }

    private async Task KillSiteAsync(RestartedSite site)
    {
        await Task.Delay(TimeSpan.FromSeconds(IsLong ? 20 : 8));
        await site.KillAsync();
        _ledger.Count("site killed");
    }

    private async Task SignInAsync(RestartedSite site, OurWriters ours, int round)
    {
        string user = Uninvolved[round % Uninvolved.Length];
        HttpStatusCode? answer = await site.SignInAsync(user, Right);
        _ledger.Count(answer is null ? "site away" : $"site {(int)answer}");
        if (answer is not (null or HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
        {
            _ledger.Fault($"the right password of {user} was answered {answer}");
        }

        string removed = ours.AnyRemoved();
        if (round % 10 == 0 && await site.SignInAsync(removed, Right) == HttpStatusCode.OK)
        {
            _ledger.Fault($"the site let in {removed}");
        }

        await Task.Delay(TimeSpan.FromMilliseconds(5));
    }

    /// <summary>They read the file at each request, the half of it as well: of them only what ours left is asked.</summary>
    private async Task ReadAsync(string name, IPageServer server, OurWriters ours, int round)
    {
        bool isRemoved = round % 2 == 0;
        string user = isRemoved ? ours.AnyRemoved() : Uninvolved[round % Uninvolved.Length];
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{server.Port}/page.txt");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Right}")));
        using HttpResponseMessage answer = await client.SendAsync(request);
        if (!isRemoved)
        {
            _ledger.Count($"{name} {(int)answer.StatusCode}");
        }
        else if (answer.StatusCode == HttpStatusCode.OK)
        {
            _ledger.Fault($"{name} let in {user}");
        }

        await Task.Delay(TimeSpan.FromMilliseconds(30));
    }

    private void Print()
    {
        string text = $"{Duration}: {_ledger}\n{string.Join('\n', _ledger.Overwritten)}";
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        if (IsLong)
        {
            TestContext.Current.SendDiagnosticMessage("{0}", text);
        }
    }
}
