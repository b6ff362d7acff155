using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HtpasswdAuth.PostgreSql;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A password is changed elsewhere while a node is cut off from the database, at the very moment of the cut.</summary>
public sealed class CutOffNodeTests
{
    private const int Attempts = 60;

    [Theory]
    [InlineData("stall")]
    [InlineData("drop")]
    [InlineData("reset")]
    public async Task New_password_is_never_told_as_wrong(string cut)
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartNewAsync();
        var options = new HtpasswdPostgreSqlOptions { ConnectionString = server.CreateDatabase() };
        await using var database = new HtpasswdDatabase(options);
        await database.MigrateAsync();
        await SetAsync(database, "before");
        await using var proxy = new TcpProxy(server.Port);
        using var logs = new CapturedLogs();
        await using WebApplication node = await StartAsync(
            new NpgsqlConnectionStringBuilder(options.ConnectionString) { Port = proxy.Port }.ToString(), logs);
        using var client = new HttpClient { BaseAddress = new Uri(node.Urls.Single()) };
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(client, "before")).StatusCode);

        Cut(proxy, cut);
        await SetAsync(database, "after");
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            using HttpResponseMessage answer = await GetAsync(client, "after");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(client, "after", "newcomer")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(client, "before")).StatusCode);

        Assert.Empty(logs.Named("PasswordMismatch"));
        Assert.Empty(logs.Named("UserNotFound"));

        proxy.Restore();
        await AnswersAsync(client, "after", HttpStatusCode.OK);
        await AnswersAsync(client, "wrong", HttpStatusCode.Unauthorized);
        Assert.NotEmpty(logs.Named("PasswordMismatch"));
    }

    [Fact]
    public async Task New_password_that_no_notification_told_of_is_never_told_as_wrong()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartNewAsync();
        var options = new HtpasswdPostgreSqlOptions { ConnectionString = server.CreateDatabase() };
        await using var database = new HtpasswdDatabase(options);
        await database.MigrateAsync();
        await SetAsync(database, "before");
        using var logs = new CapturedLogs();
        await using WebApplication node = await StartAsync(options.ConnectionString, logs, polls: TimeSpan.FromMinutes(1));
        using var client = new HttpClient { BaseAddress = new Uri(node.Urls.Single()) };
        await SetAsync(database, "after");

        HttpStatusCode first = (await GetAsync(client, "after")).StatusCode;
        HttpStatusCode second = (await GetAsync(client, "after")).StatusCode;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first);
        Assert.Equal(HttpStatusCode.OK, second);
    }

    /// <summary>Until it does, it says that it does not know.</summary>
    private static Task AnswersAsync(HttpClient client, string password, HttpStatusCode expected) => Eventually.IsTrueAsync(
        async () =>
        {
            using HttpResponseMessage answer = await GetAsync(client, password);
            Assert.True(answer.StatusCode == expected || answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}");
            return answer.StatusCode == expected;
        },
        $"the node answers {expected}");

    private static Task<HtpasswdImportResult> SetAsync(HtpasswdDatabase database, string password) => database.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(
        $"alice:{PasswordHash.Create(Encoding.UTF8.GetBytes(password), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 4))}\n")));

    private static async Task<WebApplication> StartAsync(string connectionString, CapturedLogs logs, TimeSpan? polls = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.AddProvider(logs);
        builder.Services.AddHtpasswdPostgreSql(options =>
        {
            options.ConnectionString = connectionString;
            options.UseNotifications = polls is null;
            options.PollInterval = polls ?? options.PollInterval;
        });
        builder.Services.AddRouting().AddAuthorization().AddAuthentication().AddHtpasswd(_ => { });
        WebApplication app = builder.Build();
        app.UseHtpasswd();
        app.MapGet("/", () => "inside");
        await app.StartAsync();
        return app;
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string password, string user = "alice")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        return await client.SendAsync(request);
    }

    private static void Cut(TcpProxy proxy, string cut)
    {
        switch (cut)
        {
            case "stall":
                proxy.Stall();
                break;
            case "drop":
                proxy.Drop();
                break;
            default:
                proxy.Reset();
                break;
        }
    }
}
