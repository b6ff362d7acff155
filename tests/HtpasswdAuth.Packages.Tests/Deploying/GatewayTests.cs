using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>The gateway as it runs in its container: settings from the environment, nothing but its state is written.</summary>
public sealed class GatewayTests
{
    private const string Alice = "alice:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";

    private static readonly (string Name, string Value)[] Question = [("X-Original-URI", "/wiki"), ("X-Original-Method", "GET")];

    [Fact]
    public async Task Gateway_answers_its_proxy_and_serves_the_pages()
    {
        using TempDirectory state = new();
        state.Write("users.htpasswd", Alice);
        await using RunningSite gateway = await StartAsync(state);

        Assert.Equal(401, (int)(await gateway.GetAsync("/auth", null, Question)).StatusCode);
        Assert.Equal(401, (int)(await gateway.GetAsync("/auth", "alice:wrong", Question)).StatusCode);
        using HttpResponseMessage passed = await gateway.GetAsync("/auth", "alice:password", Question);
        Assert.Equal(204, (int)passed.StatusCode);
        Assert.Equal("alice", Assert.Single(passed.Headers.GetValues("Remote-User")));
        Assert.Equal(200, await gateway.StatusAsync("/account", "alice:password"));
        Assert.Equal(200, await gateway.StatusAsync("/healthz"));
    }

    [Fact]
    public async Task Gateway_without_a_password_file_is_closed()
    {
        using TempDirectory state = new();
        await using RunningSite gateway = await StartAsync(state);

        Assert.Equal(503, (int)(await gateway.GetAsync("/auth", "alice:password", Question)).StatusCode);
        Assert.Equal(503, await gateway.StatusAsync("/healthz"));
    }

    [Fact]
    public async Task Gateway_takes_the_headers_of_the_proxy_that_it_was_told()
    {
        using TempDirectory state = new();
        state.Write("users.htpasswd", Alice);
        await using RunningSite gateway = await StartAsync(state, "--Gateway:Proxy=Traefik", "--Gateway:Proxies:0=172.20.0.0/16");

        Assert.Equal(403, (int)(await gateway.GetAsync("/auth", "alice:password", Question)).StatusCode);
        Assert.Equal(204, (int)(await gateway.GetAsync("/auth", "alice:password", ("X-Forwarded-Uri", "/wiki"), ("X-Forwarded-Method", "GET"))).StatusCode);
    }

    [Fact]
    public void Setting_that_cannot_be_read_is_named()
    {
        using TempDirectory state = new();

        ToolResult ended = Dotnet.TryRun(state.Path, [Program, .. Settings(state), "--Gateway:Proxies:0=proxy.example"]);

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains("Gateway:Proxies: 'proxy.example' is no network such as 172.20.0.0/16", ended.Error, StringComparison.Ordinal);
    }

    private static string Program => Repository.File("deploy", "gateway", "bin", Repository.Configuration, "net10.0", "HtpasswdGateway.dll");

    private static string[] Settings(TempDirectory state) =>
    [
        $"--Authentication:Schemes:Htpasswd:UserFile={state.File("users.htpasswd")}", $"--Gateway:CookieKeys={state.File("cookie-keys")}",
    ];

    private static Task<RunningSite> StartAsync(TempDirectory state, params string[] settings) =>
        RunningSite.StartAsync(Program, Repository.File("deploy", "gateway"), [.. Settings(state), .. settings]);
}
