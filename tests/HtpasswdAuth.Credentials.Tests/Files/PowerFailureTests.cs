using System.Text;
using HtpasswdAuth.EditorProcess;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

/// <summary>
/// The steps of a row of changes are recorded. Then the power fails after any of them, and of what was not flushed any part has
/// reached the disk: once the next reader or writer has looked at the file it is whole, and no change is missing that was told to be
/// done.
/// </summary>
[Collection(nameof(PowerFailureTests))]
[CollectionDefinition(nameof(PowerFailureTests), DisableParallelization = true)]
public sealed class PowerFailureTests : IDisposable
{
    private const int States = 500;
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void File_is_never_torn_and_no_acknowledged_change_is_lost(bool isInPlace)
    {
        FileFacts.RequireRootOnLinux();
        List<string> versions = [Generation(0)];
        DiskHistory history = Record(isInPlace, versions);

        Assert.Null(Fail(history.Steps, versions));
    }

    [Theory]
    [InlineData(false, nameof(DiskStepKind.Flush))]
    [InlineData(false, nameof(DiskStepKind.FlushNames))]
    [InlineData(true, nameof(DiskStepKind.Flush))]
    [InlineData(true, nameof(DiskStepKind.FlushNames))]
    public void Without_waiting_for_the_disk_it_would_be(bool isInPlace, string omitted)
    {
        FileFacts.RequireRootOnLinux();
        List<string> versions = [Generation(0)];
        DiskHistory history = Record(isInPlace, versions);
        int first = FirstStep(history.Steps);

        Assert.NotNull(Fail([.. history.Steps.Where((step, index) => index < first || step.Kind.ToString() != omitted)], versions));
    }

    /// <returns>The first state that is wrong; <see langword="null"/> if none is.</returns>
    private string? Fail(IReadOnlyList<DiskStep> all, List<string> versions)
    {
        string path = _directory.File("users");
        var random = new SeededBytes(20_261_130);
        int first = FirstStep(all);
        for (int i = 0; i < States; i++)
        {
            DiskStep[] steps = [.. all.Take(first + random.Next(all.Count - first + 1))];
            FailedDisk.After(steps, random).Restore(_directory.Path);
            int acknowledged = steps.Count(step => step.Kind is DiskStepKind.Acknowledge);
            try
            {
                CredentialFile.Update(path, _ => null);
            }
            catch (FileNotFoundException)
            {
                return $"State {i}: no file.";
            }

            int version = versions.IndexOf(File.ReadAllText(path));
            if (version < acknowledged)
            {
                return $"State {i}, after step {steps.Length} of {all.Count}, with {acknowledged} acknowledged changes: "
                    + (version < 0 ? "torn" : $"back at {version}");
            }
        }

        return null;
    }

    private DiskHistory Record(bool isInPlace, List<string> versions)
    {
        string path = _directory.File("users");
        File.WriteAllText(path, versions[0]);
        var history = new DiskHistory(_directory.Path);
        if (isInPlace)
        {
            FileFacts.RunTool("ln", path, _directory.File("other-name"));
            history.Begin("users", "other-name");
        }
        else
        {
            history.Begin("users");
        }

        Disk.Recorder = history;
        try
        {
            for (int generation = 1; generation < 6; generation++)
            {
                CredentialFileUpdateResult result = Edits.WriteGeneration(path, generation);
                Assert.Equal(isInPlace ? CredentialFileWriteMethod.InPlace : CredentialFileWriteMethod.Replaced, result.Method);
                versions.Add(Generation(generation));
                history.Acknowledge();
            }
        }
        finally
        {
            Disk.Recorder = null;
        }

        return history;
    }

    private static int FirstStep(IReadOnlyList<DiskStep> steps) => steps.ToList().FindIndex(step => step.Kind is DiskStepKind.FlushNames) + 1;

    private static string Generation(int generation) => Encoding.ASCII.GetString(Edits.Generation(generation));
}
