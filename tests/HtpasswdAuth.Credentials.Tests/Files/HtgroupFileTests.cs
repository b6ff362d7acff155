using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class HtgroupFileTests
{
    [Theory]
    [InlineData("admins: alice bob", "admins")]
    [InlineData("admins: bob\nadmins:alice\n", "admins")]
    [InlineData("admins :\t alice\r\n", "admins")]
    [InlineData("admins: \"alice\"", "admins")]
    [InlineData("admins: \\\n  alice", "admins")]
    [InlineData("staff: alice\n# admins: alice\nusers: alice\nstaff: alice", "staff,users")]
    [InlineData("admins: alice\nADMINS: alice", "admins")]
    [InlineData("admins: Alice alic alice2 'ali ce'", "")]
    [InlineData("# \\\nadmins: alice", "")]
    [InlineData(": alice", "")]
    [InlineData("admins", "")]
    [InlineData("", "")]
    public void Groups_of_a_user_are_those_httpd_finds(string file, string groups) =>
        Assert.Equal(groups, string.Join(',', Parse(file).GroupsOf("alice")));

    [Fact]
    public void Group_names_ignore_case_and_user_names_do_not()
    {
        HtgroupFile file = Parse("Admins: alice\nÄrzte: alice\n");

        Assert.True(file.IsMember("aDMINS", "alice"));
        Assert.False(file.IsMember("admins", "ALICE"));
        Assert.True(file.IsMember("Ärzte", "alice"));
        Assert.False(file.IsMember("ärzte", "alice"));
    }

    [Fact]
    public void Names_that_are_not_valid_UTF8_are_read_as_Latin1() =>
        Assert.Equal(["m\u00E4nner"], HtgroupFile.Parse(Encoding.Latin1.GetBytes("m\u00E4nner: j\u00F6rg\n")).GroupsOf("j\u00F6rg"));

    [Fact]
    public void Byte_order_mark_is_no_part_of_the_first_group()
    {
        HtgroupFile file = Parse("\uFEFFadmins: alice\n");

        Assert.Equal(["admins"], file.GroupsOf("alice"));
        Assert.Equal(new CredentialFileProblem(1, CredentialFileProblemCode.ByteOrderMark), Assert.Single(file.Problems));
    }

    [Fact]
    public void Problems_name_the_line_in_the_file()
    {
        HtgroupFile file = Parse("# one\nadmins: a \\\n b\nnocolon\n\n: alice\n");

        Assert.Equal(
            [new(4, CredentialFileProblemCode.MissingColon), new(6, CredentialFileProblemCode.EmptyGroupName)],
            file.Problems);
        Assert.Equal(2, file.ProblemCount);
        Assert.Equal(2, file.UserCount);
    }

    [Fact]
    public void What_the_editor_adds_is_found()
    {
        var editor = new HtgroupFileEditor("staff: bob\n"u8.ToArray());
        editor.Add("staff"u8, "al \"ice\\"u8);

        Assert.Equal(["staff"], HtgroupFile.Parse(editor.ToArray()).GroupsOf("al \"ice\\"));
    }

    [Fact]
    public void File_is_read_whole()
    {
        using var directory = new TempDirectory();
        string path = directory.Write("groups", string.Concat(Enumerable.Range(0, 2_000).Select(i => $"g{i}: alice user{i}\n")));

        HtgroupFile file = HtgroupFile.Load(path);

        Assert.Equal(2_000, file.GroupsOf("alice").Count);
        Assert.Equal(["g1999"], file.GroupsOf("user1999"));
        Assert.Throws<FileNotFoundException>(() => HtgroupFile.Load(directory.File("none")));
    }

    private static HtgroupFile Parse(string text) => HtgroupFile.Parse(Encoding.UTF8.GetBytes(text));
}
