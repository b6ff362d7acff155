using System.Runtime.Versioning;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Apache's htpasswd and htdigest beside ours: the same command lines must leave the same behind.</summary>
[SupportedOSPlatform("linux")]
public sealed class ToolComparisonTests : IDisposable
{
    /// <summary>What timeout(1) exits with.</summary>
    private const int TimedOut = 124;

    private readonly ToolRunner _apache = ToolRunner.Apache();
    private readonly ToolRunner _ours = ToolRunner.Ours();

    public static TheoryData<int, string> Rows => [.. ToolCases.All.Select((row, number) => (number, row.ToString()))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Same_as_apache_or_as_written_down(int row, string script)
    {
        _ = script;
        ToolCase toolCase = ToolCases.All[row];
        ToolOutcome ours = ToolHashes.Normalise(_ours.Run(toolCase), toolCase);
        Assert.NotEqual(TimedOut, ours.ExitCode);
        if (toolCase.Ours is { } expected)
        {
            Assert.Equal(expected.ToString(), ours.ToString());
            return;
        }

        Assert.Equal(ToolHashes.Normalise(_apache.Run(toolCase), toolCase).ToString(), ours.ToString());
    }

    [Fact]
    public void Differences_are_real()
    {
        // Not those that wait for a key that Apache's program does not hear.
        foreach (ToolCase toolCase in ToolCases.All.Where(row => row.Ours is not null && row.Typed is null))
        {
            ToolOutcome apache = ToolHashes.Normalise(_apache.Run(toolCase), toolCase);
            Assert.False(apache.ToString() == toolCase.Ours!.ToString(), $"Apache's program does the same: {toolCase}");
        }
    }

    [Fact]
    public void Enough_is_compared() => Assert.InRange(ToolCases.All.Count(row => row.Ours is null), 150, int.MaxValue);

    public void Dispose()
    {
        _apache.Dispose();
        _ours.Dispose();
    }
}
