using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>The units are understood by systemd, and the gateway takes the socket that systemd opened.</summary>
public sealed partial class SystemdTests
{
    private const string Alice = "alice:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";

    [Fact]
    public void Units_are_understood_and_leave_little_to_break_into()
    {
        using TempDirectory directory = new();
        string program = Gateway("HtpasswdGateway");
        string service = File.ReadAllText(Unit("htpasswd-gateway.service"));
        Assert.Contains("ExecStart=/usr/lib/htpasswd-gateway/HtpasswdGateway ", service, StringComparison.Ordinal);
        string installed = directory.Write("htpasswd-gateway.service", service.Replace("/usr/lib/htpasswd-gateway/HtpasswdGateway", program, StringComparison.Ordinal));
        string socket = directory.Write("htpasswd-gateway.socket", File.ReadAllText(Unit("htpasswd-gateway.socket")));

        ToolResult verified = ExternalTool.Run("systemd-analyze", ["verify", installed, socket]);
        ToolResult security = ExternalTool.Run("systemd-analyze", ["security", "--offline=true", "--no-pager", installed]);

        Assert.Equal((0, "", ""), (verified.ExitCode, verified.Output, verified.Error));
        double exposure = double.Parse(Exposure().Match(security.Output).Groups["level"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(exposure, 0, 1.5);
    }

    [Fact]
    public async Task Gateway_answers_on_the_socket_that_systemd_opened()
    {
        using TempDirectory state = new();
        state.Write("users.htpasswd", Alice);
        int port = ServerProcess.FreePort();
        ProcessStartInfo start = Dotnet.Start(
            ExternalTool.Require("systemd-socket-activate"),
            state.Path,
            [
                "--listen", $"127.0.0.1:{port}",
                $"--setenv=Authentication__Schemes__Htpasswd__UserFile={state.File("users.htpasswd")}",
                $"--setenv=Gateway__CookieKeys={state.File("cookie-keys")}",
                "--setenv=DOTNET_ROOT",
                Gateway("HtpasswdGateway"), "--contentRoot", Gateway(""),
            ]);
        await using var systemd = ServerProcess.Start(start);
        await systemd.WaitUntilAsync(() => Task.FromResult(systemd.Output.Contains($"Listening on 127.0.0.1:{port} as 3.", StringComparison.Ordinal)));
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Add("X-Original-URI", "/wiki");
        client.DefaultRequestHeaders.Add("X-Original-Method", "GET");

        // The very first question starts the program, and waits for it.
        Assert.Equal(401, (int)(await client.GetAsync("/auth")).StatusCode);
        client.DefaultRequestHeaders.Add("Authorization", "Basic " + Convert.ToBase64String("alice:password"u8));
        using HttpResponseMessage passed = await client.GetAsync("/auth");
        Assert.Equal(204, (int)passed.StatusCode);
        Assert.Equal("alice", Assert.Single(passed.Headers.GetValues("Remote-User")));
    }

    private static string Unit(string name) => Repository.File("deploy", "systemd", name);

    private static string Gateway(string name) => Repository.File("deploy", "gateway", "bin", Repository.Configuration, "net10.0", name);

    [GeneratedRegex(@"Overall exposure level for htpasswd-gateway\.service: (?<level>[0-9.]+)")]
    private static partial Regex Exposure();
}
