using System.Text.RegularExpressions;

namespace HtpasswdAuth.Architecture.Tests;

/// <summary>
/// Code that begins without a caller begins through <c>Callbacks</c>. The compiler refuses the methods in src/BannedSymbols.Callbacks.txt;
/// what it has no rule for is found here.
/// </summary>
public sealed partial class CallbackSourceTests
{
    private static readonly string Home = Path.Combine(Repository.Root, "src", "Shared", "Callbacks.cs");

    private static IEnumerable<string> Sources => Repository.SourceFiles(Path.Combine(Repository.Root, "src")).Where(path => path != Home);

    [Fact]
    public void The_ban_is_lifted_in_one_file_alone() => Assert.DoesNotContain(
        Sources, path => File.ReadAllText(path).Contains("RS0030", StringComparison.Ordinal));

    [Fact]
    public void No_task_is_begun_and_dropped() => Assert.Empty(Sources.SelectMany(path => Find(path, DroppedTask())));

    [Fact]
    public void No_method_is_async_void() => Assert.Empty(Sources.SelectMany(path => Find(path, AsyncVoid())));

    /// <summary>Handlers of events, of signals and of changed options.</summary>
    [Fact]
    public void Every_handler_of_an_event_is_guarded_by_name() => Assert.Empty(Sources.SelectMany(path => Find(path, Handler())
        .Where(handler => !GuardedHandler().IsMatch(handler))));

    [Fact]
    public void Every_name_is_used()
    {
        string all = string.Concat(Sources.Select(File.ReadAllText));
        IEnumerable<string> names = Sources.Where(path => Path.GetFileName(path) is "CallbackNames.cs" or "ConsoleCallbacks.cs")
            .SelectMany(path => Name().Matches(File.ReadAllText(path)).Select(match => $"{Path.GetFileNameWithoutExtension(path)}.{match.Groups[1].Value}"));

        Assert.All(names, name => Assert.Contains(name, all, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Find(string path, Regex pattern) => pattern.Matches(File.ReadAllText(path))
        .Select(match => $"{Path.GetRelativePath(Repository.Root, path)}: {match.Value.Trim()}");

    [GeneratedRegex(@"(?<=[;{}]\s*\n\s*)(?:_ = )?(?!callbacks\.)[\w.]+Async\(|_ = (?!callbacks\.)[\w.]+Async\(")]
    private static partial Regex DroppedTask();

    [GeneratedRegex(@"\basync void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"^.*(?:\.[A-Z]\w+ \+= \(|PosixSignalRegistration\.Create\(|\.OnChange\(|\bCreateObservable\w+\().*$", RegexOptions.Multiline)]
    private static partial Regex Handler();

    // FolderEvents and SystemConsole hand over to methods that do nothing else; a signal that is only to be ignored sets a flag.
    [GeneratedRegex(@"callbacks\.Run\(CallbackNames\.|=> Signal\(\);|=> Fail\(error\.GetException\(\)\);|PosixSignal\.SIG\w+, Handle\),|static context => context\.Cancel = true\);", RegexOptions.IgnoreCase)]
    private static partial Regex GuardedHandler();

    [GeneratedRegex(@"public const string (\w+) =")]
    private static partial Regex Name();
}
