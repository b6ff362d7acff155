namespace HtpasswdAuth.Tests;

/// <summary>What an administrator is told of a loaded file.</summary>
public sealed class CredentialFileReportTests
{
    [Fact]
    public void Each_problem_is_logged_once_with_its_line()
    {
        using var scenario = new StoreScenario();
        File.WriteAllText(scenario.UserFile, StoreScenario.Lines("alice") + "no colon\n" + "bob:plaintext\n");
        scenario.Store.Look();
        File.AppendAllText(scenario.UserFile, StoreScenario.Lines("carol"));
        scenario.LookUntilSettled();

        Assert.Equal(
            ["line 2: MissingColon", "line 3: UnknownHash"],
            scenario.Logs.Named("FileProblem").Select(entry => entry.Message[(entry.Message.IndexOf("line", StringComparison.Ordinal))..].Split('.')[0]));
    }

    [Fact]
    public void Flood_of_problems_is_summed_up()
    {
        using var scenario = new StoreScenario();
        File.WriteAllText(scenario.UserFile, StoreScenario.Lines("alice") + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"broken {i}\n")));

        scenario.Store.Look();

        Assert.Equal(20, scenario.Logs.Named("FileProblem").Count());
        Assert.Contains("4980 further", Assert.Single(scenario.Logs.Named("FileProblemsOmitted")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    public void Plaintext_is_a_problem_unless_it_is_allowed(bool allowed, int problems)
    {
        using var scenario = new StoreScenario(allowPlaintext: allowed);
        File.WriteAllText(scenario.UserFile, "alice:swordfish\nbob:opensesame\nno colon\n");

        scenario.Store.Look();

        Assert.Equal(problems, scenario.Store.Status.Problems);
        Assert.Equal(problems, scenario.Logs.Named("FileProblem").Count());
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, 0)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, 1)]
    public void World_readable_file_is_warned_about_once(UnixFileMode mode, int warnings)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        using var scenario = new StoreScenario();
        SetMode(scenario.UserFile, mode);

        scenario.Store.Look();
        scenario.Write("alice", "bob");
        scenario.LookUntilSettled();

        Assert.Equal(warnings, scenario.Logs.Named("FileReadableByAll").Count());
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode | UnixFileMode.UserWrite);
        }
    }
}
