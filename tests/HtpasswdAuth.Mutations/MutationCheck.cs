using System.Diagnostics;

namespace HtpasswdAuth.Mutations;

/// <summary>Builds all mutants at once and has each of them face its tests.</summary>
internal sealed class MutationCheck(Workspace workspace, IReadOnlyList<Mutation> mutations)
{
    private readonly Dictionary<string, TimeSpan> _limits = [];

    /// <returns>The mutants that no test noticed; <see langword="null"/> if there is no telling.</returns>
    public async Task<IReadOnlyList<Mutation>?> RunAsync()
    {
        TestSelection[] selections =
        [
            .. mutations.SelectMany(mutation => mutation.Tests)
                .GroupBy(tests => tests.Project)
                .Select(project => new TestSelection(project.Key, [.. project.SelectMany(tests => tests.Classes).Distinct()])),
        ];
        foreach (TestSelection tests in selections)
        {
            Console.WriteLine($"Building {tests.Project}");
            CommandResult built = await workspace.BuildAsync(tests.Project);
            if (!built.Succeeded)
            {
                Console.WriteLine(built.Problems);
                return null;
            }
        }

        foreach (TestSelection tests in selections)
        {
            if (!await PassesUnmutatedAsync(tests))
            {
                return null;
            }
        }

        List<Mutation> survivors = [];
        for (int i = 0; i < mutations.Count; i++)
        {
            string? noticed = await WhoNoticesAsync(mutations[i]);
            Console.WriteLine($"{i + 1}/{mutations.Count} {(noticed is null ? "SURVIVED" : "killed")} {mutations[i]}\n    {noticed ?? mutations[i].Why}");
            if (noticed is null)
            {
                survivors.Add(mutations[i]);
            }
        }

        return survivors;
    }

    private async Task<bool> PassesUnmutatedAsync(TestSelection tests)
    {
        long started = Stopwatch.GetTimestamp();
        CommandResult result = await workspace.TestAsync(tests, TimeSpan.FromMinutes(20));
        TimeSpan taken = Stopwatch.GetElapsedTime(started);
        _limits[tests.Project] = TimeSpan.FromSeconds(30) + (3 * taken);
        Console.WriteLine($"{tests.Project} without a mutant: {(result.Succeeded ? "passed" : "failed\n" + result.Problems)} ({taken.TotalSeconds:F0} s)");
        return result.Succeeded;
    }

    private async Task<string?> WhoNoticesAsync(Mutation mutation)
    {
        foreach (TestSelection tests in mutation.Tests)
        {
            CommandResult result = await workspace.TestAsync(tests, _limits[tests.Project], mutation.Number);
            if (result.ExitCode is null)
            {
                return "The tests did not end.";
            }

            if (!result.Succeeded)
            {
                return result.Problems.Split('\n')[0];
            }
        }

        return null;
    }
}
