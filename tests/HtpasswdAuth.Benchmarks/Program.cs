using System.Globalization;
using HtpasswdAuth.Benchmarks.Accounts;
using HtpasswdAuth.Benchmarks.Cache;
using HtpasswdAuth.Benchmarks.Files;
using HtpasswdAuth.Benchmarks.Fleet;
using HtpasswdAuth.Benchmarks.Hashing;
using HtpasswdAuth.Benchmarks.Http;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Pipeline;
using HtpasswdAuth.Benchmarks.Servers;
using HtpasswdAuth.Benchmarks.Storm;
using HtpasswdAuth.Benchmarks.Timing;

// Each verb is one comparison, printed as a Markdown table: dotnet run -c Release --project tests/HtpasswdAuth.Benchmarks -- <verb>
// "serve", "load", "memory-of", "accounts-of", "accounts-start" and "fleet-node" are what a comparison starts as processes of their own.
switch (args)
{
    case ["file"]:
        FileBenchmark.Run(Console.Out);
        return 0;
    case ["memory", .. string[] rest]:
        await MemoryBenchmark.RunAsync(Console.Out, new Settings(rest));
        return 0;
    case ["memory-of", string path, string other]:
        MemoryBenchmark.Measure(Console.Out, path, other);
        return 0;
    case ["changes", .. string[] rest]:
        ChangeBenchmark.Run(Console.Out, new Settings(rest));
        return 0;
    case ["accounts", .. string[] rest]:
        await AccountBenchmark.RunAsync(Console.Out, new Settings(rest));
        return 0;
    case ["accounts-of", string kind, string folder, string users, string number]:
        await AccountWorker.RunAsync(
            Console.Out, kind, folder, int.Parse(users, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture));
        return 0;
    case ["accounts-start", string folder]:
        AccountWorker.Start(Console.Out, folder);
        return 0;
    case ["http", .. string[] rest]:
        await HttpBenchmark.RunAsync(Console.Out, new Settings(rest));
        return 0;
    case ["pipeline", .. string[] rest]:
        PipelineBenchmark.Run(Console.Out, new Settings(rest));
        return 0;
    case ["digest", .. string[] rest]:
        await DigestBenchmark.RunAsync(Console.Out, new Settings(rest));
        return 0;
    case ["htaccess", .. string[] rest]:
        HtaccessBenchmark.Run(Console.Out, new Settings(rest));
        return 0;
    case ["storm", .. string[] rest]:
        await StormBenchmark.RunAsync(Console.Out, new Settings(rest));
        return 0;
    case ["timing", .. string[] rest]:
        await TimingBenchmark.RunAsync(Console.Out, new Settings(rest));
        return 0;
    case ["herd", .. string[] rest]:
        await HerdBenchmark.RunAsync(Console.Out, new Settings(rest));
        return 0;
    case ["fleet", .. string[] rest]:
        await FleetBenchmark.RunAsync(Console.Out, new Settings(rest));
        return 0;
    case ["fleet-node", string what, string source]:
        await NodeProcess.RunAsync(Console.Out, what, source);
        return 0;
    case ["cache", .. string[] rest]:
        CacheBenchmark.Run(Console.Out, new Settings(rest));
        return 0;
    case ["hash", .. string[] rest]:
        HashBenchmark.Run(Console.Out, new Settings(rest));
        return 0;
    case ["blocks"]:
        BlockBenchmarks.Run();
        return 0;
    case ["serve", string variant, string port, string userFile]:
        await KestrelServer.RunAsync(variant, int.Parse(port, CultureInfo.InvariantCulture), userFile);
        return 0;
    case ["load", string plan]:
        LoadGenerator.Run(Console.Out, plan);
        return 0;
    default:
        Console.Error.WriteLine("Usage: HtpasswdAuth.Benchmarks file | memory | changes | accounts | http | pipeline | digest | htaccess | storm | timing | herd | fleet | cache | hash | blocks");
        return 2;
}
