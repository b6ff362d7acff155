using System.Diagnostics.Metrics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>What a rule costs in a <c>.htaccess</c> file beside the same rule in Program.cs.</summary>
internal static class HtaccessBenchmark
{
    public static void Run(TextWriter output, Settings settings)
    {
        using var site = new BenchmarkSite();
        string groups = site.WriteFile("groups", $"admins: {BenchmarkSite.VerifiedUser}\n");
        File.WriteAllText(
            Path.Combine(site.Root, ".htaccess"),
            $"AuthType Basic\nAuthName \"{BenchmarkSite.Realm}\"\nAuthUserFile {site.UserFile}\nAuthGroupFile {groups}\nRequire group admins\n");
        var options = new HtaccessOptions { Passwords = { TimeProvider = TimeProvider.System } };
        ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var folder = new HtaccessSettings(site.Root, site.Folder)
        {
            Options = options,
            Time = TimeProvider.System,
            Logger = NullLogger.Instance,
            Throttles = new(new HtpasswdMetrics(services.GetRequiredService<IMeterFactory>())),
            Accounts = new(services),
            Forwarding = new(NullLogger.Instance),
        };
        using var htaccess = new DirectApplication(
            static services => services.AddMetrics(),
            app => app.UseMiddleware<HtaccessMiddleware>(new HtaccessSite(folder, new HtpasswdMetrics(app.ApplicationServices.GetRequiredService<IMeterFactory>())), GatePresence.Announce(app)),
            isProtected: false);
        using var program = new DirectApplication(
            services =>
            {
                services.AddAuthentication().AddHtpasswd(scheme =>
                {
                    scheme.UserFile = site.UserFile;
                    scheme.GroupFile = groups;
                });
                services.AddAuthorization(authorization => authorization.DefaultPolicy = GroupPolicy());
            },
            static app => app.UseAuthentication().UseAuthorization(),
            isProtected: true);

        MicroCase[] cases =
        [
            new("`AddHtpasswd` + `RequireGroup(\"admins\")` in Program.cs", program.Run),
            new("`Require group admins` in `.htaccess`", htaccess.Run),
        ];
        Task.WhenAll(program.WarmUpAsync(), htaccess.WarmUpAsync()).GetAwaiter().GetResult();
        MicroTimer.Measure(cases, settings.Get("turns", 25));
        Print(output, cases);
    }

    private static AuthorizationPolicy GroupPolicy() => new AuthorizationPolicyBuilder().RequireGroup("admins").Build();

    private static void Print(TextWriter output, MicroCase[] cases)
    {
        Machine.Describe(output, "htaccess");
        output.WriteLine("The request delegate called directly on one reused context, answered from the cache; medians.");
        output.WriteLine();
        output.WriteLine("| rule | ns | bytes |");
        output.WriteLine("|---|---|---|");
        foreach (MicroCase rule in cases)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {rule.Title} | {rule.Nanoseconds:0} | {rule.Bytes:0.##} |"));
        }
    }
}
