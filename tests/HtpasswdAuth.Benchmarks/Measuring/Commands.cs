using System.Diagnostics;
using System.Globalization;

namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>Starts other programs.</summary>
internal static class Commands
{
    /// <summary>This very program, to be started again with another verb.</summary>
    public static string[] Self(params string[] arguments) => ["dotnet", typeof(Commands).Assembly.Location, .. arguments];

    public static bool Exists(string program) => FullPath(program) is not null;

    /// <summary>Starts a program that is held to one core.</summary>
    public static Process Start(int core, params string[] command) => StartOn(core.ToString(CultureInfo.InvariantCulture), command);

    /// <summary>Starts a program that is held to no core.</summary>
    public static Process StartAnywhere(params string[] command) =>
        StartOn(string.Create(CultureInfo.InvariantCulture, $"0-{Environment.ProcessorCount - 1}"), command);

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    public static async Task<string> RunAsync(int core, params string[] command)
    {
        using Process process = Start(core, command);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {await errors}{output}");
    }

    private static Process StartOn(string cores, string[] command)
    {
        var start = new ProcessStartInfo("taskset")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] pinned = ["-c", cores, FullPath(command[0]) ?? command[0], .. command[1..]];
        Array.ForEach(pinned, start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    /// <summary>Servers live in folders that are not in everybody's PATH.</summary>
    private static string? FullPath(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':')
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
