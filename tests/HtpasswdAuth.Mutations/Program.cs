using System.Diagnostics;
using HtpasswdAuth.Mutations;

// 0: every mutant was noticed. 1: some survived. 2: there is no telling.
if (Options.TryRead(args) is not { } options)
{
    Console.WriteLine("Usage: dotnet run --project tests/HtpasswdAuth.Mutations -c Release [-- [--list] [--only TEXT]... [--in DIRECTORY]]");
    return 2;
}

string root = SourceTree.FindRoot();
IReadOnlyList<Mutation> all = MutationList.Load(root);
Mutation[] chosen = [.. all.Where(options.Includes)];
if (options.List || chosen.Length == 0)
{
    Console.WriteLine(string.Join('\n', chosen.Select(mutation => $"{mutation.Area} {mutation}\n    {mutation.Why}")));
    Console.WriteLine($"{chosen.Length} of {all.Count}");
    return chosen.Length > 0 ? 0 : 2;
}

long started = Stopwatch.GetTimestamp();
string directory = options.Directory ?? Workspace.CreateDirectory();
try
{
    var workspace = new Workspace(root, directory);
    await workspace.WriteAsync(all);
    if (await new MutationCheck(workspace, chosen).RunAsync() is not { } survivors)
    {
        return 2;
    }

    Console.WriteLine(string.Join(", ", chosen.CountBy(mutation => mutation.Area).Select(area => $"{area.Key} {area.Value}")));
    Console.WriteLine($"{chosen.Length} mutants, {survivors.Count} survived, {Stopwatch.GetElapsedTime(started).TotalMinutes:F0} min");
    Console.WriteLine(string.Join('\n', survivors.Select(mutation => $"{mutation}\n    {mutation.Why}")));
    return survivors.Count == 0 ? 0 : 1;
}
catch (FormatException exception)
{
    Console.WriteLine(exception.Message);
    return 2;
}
finally
{
    if (options.Directory is null)
    {
        Directory.Delete(directory, recursive: true);
    }
}
