using System.Runtime.InteropServices;

namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>Where a table comes from, and how to make it again.</summary>
internal static class Machine
{
    public static void Describe(TextWriter output, string verb)
    {
        output.WriteLine($"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}.");
        output.WriteLine($"Again: `dotnet run -c Release --project tests/HtpasswdAuth.Benchmarks -- {verb}`");
        output.WriteLine();
    }

    private static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }
}
