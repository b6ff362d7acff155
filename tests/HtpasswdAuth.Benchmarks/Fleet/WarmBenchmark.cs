using System.Globalization;
using HtpasswdAuth.Benchmarks.Files;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>A request answered from the cache: on a node of a fleet beside one with the same users in a file. They take turns.</summary>
internal static class WarmBenchmark
{
    private const string Statements = """
        SELECT query, calls FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query NOT LIKE '%pg_stat_statements%'
        ORDER BY calls DESC
        """;

    public static async Task RunAsync(TextWriter output, BenchmarkFleet fleet, UserFile users, Settings settings)
    {
        using var fileGate = new DirectApplication(services => AddFile(services, users), UseGate, isProtected: false);
        using DirectApplication fleetGate = await StartAsync(fleet, UseGate, isProtected: false);
        using var fileScheme = new DirectApplication(services => AddFile(services, users), UseFramework, isProtected: true);
        using DirectApplication fleetScheme = await StartAsync(fleet, UseFramework, isProtected: true);
        DirectApplication[] applications = [fileGate, fleetGate, fileScheme, fleetScheme];
        await Task.WhenAll(applications.Select(application => application.WarmUpAsync()));
        string[] titles = ["`UseHtpasswd`, file", "`UseHtpasswd`, PostgreSQL", "`AddHtpasswd` + `[Authorize]`, file", "`AddHtpasswd` + `[Authorize]`, PostgreSQL"];
        long requests = 0;
        MicroCase[] cases = [.. applications.Select((application, i) => new MicroCase(titles[i], count =>
        {
            application.Run(count);
            requests += i % 2 == 0 ? 0 : count;
        }))];
        ICredentialStore store = fleetGate.Services.GetRequiredService<ICredentialStore>();
        MicroCase current = new("`Current`", count => Read(store, count));

        await fleet.ExecuteAsync("SELECT pg_stat_statements_reset()");
        MicroTimer.Measure([.. cases, current], settings.Get("turns", 101));
        List<(string Text, long Calls)> statements = await StatementsAsync(fleet);
        Print(output, cases, requests, statements);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"\nAsking a store of a node whether its copy may be trusted, and for it: {current.Nanoseconds:0.0} ns."));
    }

    private static void Read(ICredentialStore store, int count)
    {
        for (int i = 0; i < count; i++)
        {
            GC.KeepAlive(store.Current);
        }
    }

    private static void AddFile(IServiceCollection services, UserFile users) =>
        services.AddAuthorization().AddAuthentication().AddHtpasswd(users.Path);

    private static void UseGate(IApplicationBuilder app) => app.UseHtpasswd();

    private static void UseFramework(IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    private static async Task<DirectApplication> StartAsync(BenchmarkFleet fleet, Action<IApplicationBuilder> configure, bool isProtected)
    {
        var application = new DirectApplication(
            services => services.AddHtpasswdPostgreSql(fleet.ConnectionString).AddAuthorization().AddAuthentication().AddHtpasswd(), configure, isProtected);
        foreach (IHostedService service in application.Services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return application;
    }

    private static async Task<List<(string Text, long Calls)>> StatementsAsync(BenchmarkFleet fleet)
    {
        await using NpgsqlConnection connection = await fleet.ConnectAsync();
        await using var command = new NpgsqlCommand(Statements, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<(string, long)> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add((string.Join(' ', reader.GetString(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), reader.GetInt64(1)));
        }

        return rows;
    }

    private static void Print(TextWriter output, MicroCase[] cases, long requests, List<(string Text, long Calls)> statements)
    {
        output.WriteLine("| a million users in | ns | bytes | ratio to the file | ns beyond it |");
        output.WriteLine("|---|---|---|---|---|");
        for (int i = 0; i < cases.Length; i++)
        {
            IReadOnlyList<double> file = cases[i - (i % 2)].Turns;
            double ratio = cases[i].Turns.Zip(file, (own, its) => own / its).Median();
            double beyond = cases[i].Turns.Zip(file, (own, its) => own - its).Median();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {cases[i].Title} | {cases[i].Nanoseconds:0} | {cases[i].Bytes:0.##} | {ratio:0.00} | {beyond:0} |"));
        }

        output.WriteLine($"\nMeanwhile, for {requests:N0} requests of the two nodes, the database was asked:\n");
        output.WriteLine("| statement | times |");
        output.WriteLine("|---|---|");
        statements.ForEach(statement => output.WriteLine($"| `{statement.Text}` | {statement.Calls} |"));
    }
}
