using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A site that starts on a file whose writer was killed while it wrote over it.</summary>
public sealed class DamagedFileSiteTests
{
    private const string Before = "carol:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\ndave:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";

    [Fact]
    public async Task Right_passwords_are_right_from_the_start()
    {
        Capability.RequireTracing();
        using var directory = new TempDirectory();
        string damaged = Damage(directory);
        Assert.NotEqual(Before, await File.ReadAllTextAsync(damaged, TestContext.Current.CancellationToken));

        using var logs = new CapturedLogs();
        await using WebApplication app = await StartAsync(damaged, logs);

        Assert.Equal(Before, await File.ReadAllTextAsync(damaged, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(app, "dave"));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(app, "carol"));
    }

    [Fact]
    public async Task A_file_that_is_mounted_alone_is_warned_of()
    {
        Capability.RequireMounts();
        Assert.SkipUnless(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TMPDIR")), "TMPDIR is set.");
        using var directory = new TempDirectory();
        string source = directory.Write("source", Before);
        string container = Folder(directory, "container");
        string users = Path.Combine(container, "users");
        using var logs = new CapturedLogs();
        Assert.Equal(0, ExternalTool.Run("mount", ["-t", "tmpfs", "none", container]).ExitCode);
        try
        {
            await File.WriteAllTextAsync(users, "", TestContext.Current.CancellationToken);
            Assert.Equal(0, ExternalTool.Run("mount", ["--bind", source, users]).ExitCode);
            await using WebApplication app = await StartAsync(users, logs);
        }
        finally
        {
            ExternalTool.Run("umount", ["--recursive", container]);
        }

        Assert.Contains("mounted alone", Assert.Single(logs.Named("FileMountedAlone")).Message, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(string users, CapturedLogs logs)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.AddProvider(logs);
        builder.Services.AddRouting();
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = users;
            options.AllowInsecureTransport = true;
        });
        builder.Services.AddAuthorization();
        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", () => "in").RequireAuthorization();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <summary>Of the calls at which the writer can be killed, the first one that leaves a mixture.</summary>
    private static string Damage(TempDirectory directory)
    {
        var change = new FileChange("users", Before, ["htpasswd", "-D", "FILE", "carol"]) { IsInPlace = true };
        IReadOnlyList<SystemCall> calls = change.Observe(Folder(directory, "observed"), out byte[] written);
        return calls
            .Where(call => call.Name is "ftruncate")
            .Select(call => change.Kill(Folder(directory, $"{call.Name}-{call.Ordinal}"), call))
            .First(file => File.ReadAllText(file) is var left && left != Before && left != Encoding.UTF8.GetString(written));
    }

    private static string Folder(TempDirectory directory, string name) => Directory.CreateDirectory(directory.File(name)).FullName;

    private static async Task<HttpStatusCode> SignInAsync(WebApplication app, string user)
    {
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:password")));
        using HttpResponseMessage response = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
