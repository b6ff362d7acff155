using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class ImportTests(PostgreSqlFixture fixture)
{
    private const string Odd =
        "# staff\n\n  alice:$apr1$a:third field\r\nbob:$apr1$b\nalice:$apr1$later\nnocolon\nnocolon:$apr1$x\n:nobody\nempty:\nspaced :$apr1$c \n"
        + "car\rriage:$apr1$d\n# a comment that goes on \\\nhidden:$apr1$h\nlong\\\nname:$apr1$e\r\n\tquote'\"\\;--:$apr1$f\n\nlast:$apr1$g";

    public static TheoryData<string> Files => ["", "\n", "alice:x", Odd, "\uFEFFalice:$apr1$a\nbob:$apr1$b\n", Odd + "\\\n", "a:b\\\n\n\nc:d\n"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_is_exported_is_what_was_imported(string file)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, file);

        Assert.Equal(file, Encoding.UTF8.GetString(await fleet.ExportAsync()));
        Assert.Equal(new HtpasswdImportResult(0, 0, 0), await fleet.ImportAsync(file));
        Assert.Equal(new HtpasswdImportResult(0, 0, 0), await fleet.ImportAsync(file, removeOthers: true));
        Assert.Equal(file, Encoding.UTF8.GetString(await fleet.ExportAsync()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Node_finds_whom_the_file_has_and_nobody_else(string text)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, text);
        FleetNode node = await fleet.StartNodeAsync();
        HtpasswdFile file = HtpasswdFile.Parse(Encoding.UTF8.GetBytes(text));
        HtpasswdFile copy = node.Users.Current!;

        string[] asked = ["alice", "bob", "nocolon", "empty", "spaced ", "car\rriage", "hidden", "longname", "quote'\"\\;--", "last", "a", "c", "\uFEFFalice"];
        foreach (string name in asked)
        {
            bool isThere = file.TryFind(name.Bytes().Span, out HtpasswdEntry expected);
            Assert.Equal(isThere, copy.TryFind(name.Bytes().Span, out HtpasswdEntry found));
            Assert.Equal(expected.Hash.ToArray(), found.Hash.ToArray());
        }
    }

    [Fact]
    public async Task Names_that_are_no_text_are_kept()
    {
        byte[] file = [0xFF, 0xFE, (byte)':', (byte)'x', (byte)'\n', 0xC3, (byte)':', (byte)'y', 0x80, (byte)'\n', .. "# \0 cut\n"u8];
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, "");
        await fleet.ImportAsync(file);
        FleetNode node = await fleet.StartNodeAsync();

        Assert.Equal(file, await fleet.ExportAsync());
        Assert.True(node.Users.Current!.TryFind([0xFF, 0xFE], out HtpasswdEntry entry));
        Assert.Equal("x"u8, entry.Hash.Span);
    }

    [Fact]
    public async Task Random_files_come_back_exactly()
    {
        var random = new SeededBytes("import");
        byte[][] pieces = ["alice"u8.ToArray(), "bob"u8.ToArray(), ":"u8.ToArray(), "\n"u8.ToArray(), "\\\n"u8.ToArray(), "\r\n"u8.ToArray(), "#"u8.ToArray(),
            " "u8.ToArray(), "\\"u8.ToArray(), [0], "\n"u8.ToArray(), "x:$apr1$y\n"u8.ToArray(), [0xEF, 0xBB, 0xBF]];
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, "");
        FleetNode node = await fleet.StartNodeAsync();
        for (int round = 0; round < 60; round++)
        {
            byte[] file = [.. Enumerable.Range(0, 1 + random.Next(30)).SelectMany(_ => random.Pick(pieces))];
            await fleet.ImportAsync(file, removeOthers: true);

            Assert.Equal(file, await fleet.ExportAsync());
            HtpasswdFile expected = HtpasswdFile.Parse(file);
            foreach (HtpasswdEntry entry in expected)
            {
                expected.TryFind(entry.UserName.Span, out HtpasswdEntry first);
                await Eventually.IsTrueAsync(
                    () => node.Users.Current!.TryFind(entry.UserName.Span, out HtpasswdEntry found) == !entry.UserName.IsEmpty
                        && found.Hash.Span.SequenceEqual(first.Hash.Span),
                    $"the node has what {Convert.ToHexString(file)} says");
            }
        }
    }

    [Fact]
    public async Task Merging_adds_replaces_and_keeps()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, "# staff\nalice:$apr1$a\nbob:$apr1$b\n");

        HtpasswdImportResult result = await fleet.ImportAsync("# guests\nbob:$apr1$c\ncarol:$apr1$d\ncarol:$apr1$later\n");

        Assert.Equal(new HtpasswdImportResult(Added: 1, Replaced: 1, Removed: 0), result);
        Assert.Equal("# staff\nalice:$apr1$a\nbob:$apr1$c\ncarol:$apr1$d\n", Encoding.UTF8.GetString(await fleet.ExportAsync()));
    }

    [Fact]
    public async Task Removing_others_makes_the_database_what_the_file_is()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, "# staff\nalice:$apr1$a\nbob:$apr1$b\n");
        FleetNode node = await fleet.StartNodeAsync();

        HtpasswdImportResult result = await fleet.ImportAsync("carol:$apr1$d\n# guests\nbob:$apr1$b\n", removeOthers: true);

        Assert.Equal(new HtpasswdImportResult(Added: 1, Replaced: 0, Removed: 1), result);
        Assert.Equal("carol:$apr1$d\n# guests\nbob:$apr1$b\n", Encoding.UTF8.GetString(await fleet.ExportAsync()));
        await node.SeesAsync("alice", null);
        await node.SeesAsync("carol", "$apr1$d");
        Assert.Equal(2, node.Users.Current!.Count);
    }

    [Fact]
    public async Task Later_line_of_a_user_who_is_gone_does_not_come_back()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, "alice:$apr1$a\nalice:$apr1$old\nbob:$apr1$b\n");
        await fleet.ExecuteAsync("UPDATE htpasswd.users SET hash = NULL, rest = NULL WHERE name = 'alice'");

        Assert.Equal("bob:$apr1$b\n", Encoding.UTF8.GetString(await fleet.ExportAsync()));
    }

    [Fact]
    public async Task Changed_user_is_exported_anew_and_everything_else_as_it_was()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, "# staff\n alice:$apr1$a:third\r\nbob:$apr1$b:third\r\n");
        FleetNode node = await fleet.StartNodeAsync();

        Assert.True(await node.ReplaceAsync("alice", "$apr1$a", "$apr1$new"));

        Assert.Equal("# staff\nalice:$apr1$new\nbob:$apr1$b:third\r\n", Encoding.UTF8.GetString(await fleet.ExportAsync()));
    }

    [Fact]
    public async Task User_behind_an_open_last_line_is_not_swallowed()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, "alice:$apr1$a\n# open \\\n");
        await fleet.ImportAsync("carol:$apr1$d\n");

        HtpasswdFile exported = HtpasswdFile.Parse(await fleet.ExportAsync());

        Assert.True(exported.TryFind("carol"u8, out _));
    }

    [Fact]
    public async Task Import_that_is_interrupted_changes_nothing()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        byte[] broken = [.. Encoding.UTF8.GetBytes("carol:$apr1$c\n"), .. Enumerable.Repeat((byte)'x', 3 * 1024 * 1024)];

        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => fleet.ImportAsync(broken, removeOthers: true));

        Assert.Contains("Line 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal("alice:$apr1$a\nbob:$apr1$b\n", Encoding.UTF8.GetString(await fleet.ExportAsync()));
    }

    [Fact]
    public async Task Large_file_is_told_while_it_is_read()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture, "");
        byte[] file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 25_000).Select(number => $"user{number}:$apr1$x\n")));
        List<HtpasswdImportProgress> told = [];
        var progress = new ToldProgress(told);

        HtpasswdImportResult result = await fleet.Database.ImportAsync(new MemoryStream(file), progress: progress);
        FleetNode node = await fleet.StartNodeAsync();

        Assert.Equal(25_000, result.Added);
        Assert.Equal([10_000, 20_000, 25_000], told.Select(step => step.Lines));
        Assert.Equal(file.Length, told[^1].Bytes);
        Assert.Equal(file, await fleet.ExportAsync());
        Assert.Equal(25_000, node.Users.Current!.Count);
    }

    private sealed class ToldProgress(List<HtpasswdImportProgress> told) : IProgress<HtpasswdImportProgress>
    {
        public void Report(HtpasswdImportProgress value) => told.Add(value);
    }
}
