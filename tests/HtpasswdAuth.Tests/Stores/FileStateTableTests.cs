using HtpasswdAuth.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth.Tests;

/// <summary>The table of docs/operating.md, row by row: what it says of sign-ins, writers and health is what happens.</summary>
public sealed class FileStateTableTests
{
    private static readonly string[] Users = [.. Enumerable.Range(0, 30).Select(i => $"user{i:00}")];

    /// <summary>Gets all but the last, which needs a file system that hangs and has tests of its own.</summary>
    public static TheoryData<string, string, string, string, string> Rows =>
        [.. ReadRows().Where(row => row[0] != "stuck").Select(row => (row[0], row[2], row[3], row[4], row[5]))];

    public static TheoryData<string> Closing =>
        [.. ReadRows().Where(row => row[0] != "stuck" && row[5].EndsWith("Unhealthy", StringComparison.Ordinal)).Select(row => row[0])];

    [Fact]
    public void Each_state_has_a_row() => Assert.Equal(
        Enum.GetValues<CredentialFileState>().Select(FileStateText.NameOf), ReadRows().Select(row => row[0]));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_is_what_happens(string state, string present, string missing, string writers, string health)
    {
        using var scenario = new StoreScenario();
        scenario.Serve(Users);
        BringInto(scenario, state);

        Assert.Equal(state, FileStateText.NameOf(scenario.Store.Status.State));
        Assert.StartsWith("are served", present, StringComparison.Ordinal);
        Assert.True(scenario.Has("user00"));
        Assert.Equal(missing.StartsWith("503", StringComparison.Ordinal), scenario.IsUncertain("user29"));
        Assert.Equal(missing == "503", scenario.IsUncertain("mallory"));
        Assert.Equal(health.Split(',')[0], Health(scenario).ToString());
        Assert.Equal(health.EndsWith("Unhealthy", StringComparison.Ordinal), present.EndsWith("then 503", StringComparison.Ordinal));
        Assert.Equal(writers, WriterOf(scenario));
    }

    [Theory]
    [MemberData(nameof(Closing))]
    public void File_that_cannot_be_used_is_closed_after_the_grace(string state)
    {
        using var scenario = new StoreScenario();
        scenario.Serve(Users);
        BringInto(scenario, state);

        scenario.Wait(TimeSpan.FromSeconds(10));
        scenario.Wait(CredentialFileEvidence.Still);

        Assert.Null(scenario.Store.Current);
        Assert.Equal(HealthStatus.Unhealthy, Health(scenario));
    }

    private static HealthStatus Health(StoreScenario scenario) =>
        CredentialStoreHealthCheck.Check(scenario.Store.Status, scenario.Time.GetUtcNow()).Status;

    private static void BringInto(StoreScenario scenario, string state)
    {
        switch (state)
        {
            case "whole":
                scenario.WriteAsOthers(StoreScenario.Lines([.. Users[..29], "another"]));
                break;
            case "settling":
                scenario.WriteAsOthers(StoreScenario.Lines(Users[..29]));
                break;
            case "shrunk":
                scenario.WriteAsOthers(StoreScenario.Lines(Users[..2]));
                scenario.Wait(CredentialFileEvidence.Settled);
                File.SetLastWriteTimeUtc(scenario.UserFile, TimeProvider.System.GetUtcNow().UtcDateTime - CredentialFileEvidence.Settled);
                break;
            case "empty" or "foreign":
                scenario.WriteAsOthers(state == "empty" ? "" : "alice:\0\0\n");
                scenario.Wait(CredentialFileEvidence.StillWhenCutOff);
                break;
            default:
                File.Delete(scenario.UserFile);
                _ = state == "unreadable" ? Directory.CreateDirectory(scenario.UserFile) : null;
                scenario.Store.Look();
                scenario.Wait(CredentialFileEvidence.Still);
                break;
        }
    }

    private static string WriterOf(StoreScenario scenario)
    {
        try
        {
            var options = new CredentialFileUpdateOptions { ExpectedUsers = scenario.Store.Status.Users };
            CredentialFile.Update(scenario.UserFile, content => (byte[])[.. content.Span, .. "new:x\n"u8], options);
            return "write";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            return "refuse";
        }
    }

    private static IEnumerable<string[]> ReadRows() => File
        .ReadLines(Path.Combine(RepositoryRoot.Of("docs"), "operating.md"))
        .SkipWhile(line => !line.StartsWith("| state |", StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
}
