using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>What a request answered from the cache takes beyond the same pipeline without us: nanoseconds and, exactly, bytes.</summary>
internal static class PipelineBenchmark
{
    /// <summary>What each case is compared with, by its number.</summary>
    private static readonly int[] Baselines = [0, 0, 0, 1, 0, 4];

    public static void Run(TextWriter output, Settings settings)
    {
        using var site = new BenchmarkSite();
        using var empty = new DirectApplication(static _ => { }, static _ => { }, isProtected: false);
        using var gate = new DirectApplication(
            services => services.AddAuthentication().AddHtpasswd(site.UserFile), static app => app.UseHtpasswd(), isProtected: false);
        using var overTls = new DirectApplication(
            services => services.AddAuthentication().AddHtpasswd(site.UserFile), static app => app.UseHtpasswd(), isProtected: false, scheme: "https");
        using DirectApplication withCode = SecondFactorCase.Create(site);
        using var floor = new DirectApplication(
            static services =>
            {
                services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, FloorHandler>(FloorHandler.Scheme, null);
                services.AddAuthorization();
            },
            UseFramework,
            isProtected: true);
        using var scheme = new DirectApplication(
            services =>
            {
                services.AddAuthentication().AddHtpasswd(site.UserFile);
                services.AddAuthorization();
            },
            UseFramework,
            isProtected: true);

        MicroCase[] cases =
        [
            new("empty pipeline", empty.Run),
            new("`UseHtpasswd`", gate.Run),
            new("`UseHtpasswd`, HTTPS", overTls.Run),
            new("`UseHtpasswd`, cookie of the second factor", withCode.Run),
            new("handler that does nothing + `[Authorize]` (the floor)", floor.Run),
            new("`AddHtpasswd` + `[Authorize]`", scheme.Run),
        ];
        DirectApplication[] all = [empty, gate, overTls, withCode, floor, scheme];
        Task.WhenAll(all.Select(one => one.WarmUpAsync())).GetAwaiter().GetResult();
        MicroTimer.Measure(cases, settings.Get("turns", 25));
        Print(output, cases);
    }

    private static void UseFramework(IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    private static void Print(TextWriter output, MicroCase[] cases)
    {
        Machine.Describe(output, "pipeline");
        output.WriteLine("The request delegate called directly on one reused context, answered from the cache; medians.");
        output.WriteLine();
        output.WriteLine("| pipeline | ns | bytes | compared with | ns beyond it | bytes beyond it |");
        output.WriteLine("|---|---|---|---|---|---|");
        for (int i = 0; i < cases.Length; i++)
        {
            MicroCase baseline = cases[Baselines[i]];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {cases[i].Title} | {cases[i].Nanoseconds:0} | {cases[i].Bytes:0.##} | {baseline.Title} | {cases[i].Nanoseconds - baseline.Nanoseconds:0} | {cases[i].Bytes - baseline.Bytes:0.##} |"));
        }
    }
}
