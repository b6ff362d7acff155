using System.Text;

namespace HtpasswdAuth.Files;

public sealed class HtgroupFileEditorTests
{
    [Fact]
    public void Groups_and_members_are_read_as_httpd_reads_them()
    {
        HtgroupFileEditor editor = Editor("# a: x\n admins:  alice 'bob b' \"c\\\"d\" e\\\\f\r\n\nempty\nadmins: alice g\\\n h\nstaff::i\n");

        Assert.Equal(["admins", "empty", "staff"], editor.Groups.Select(Text));
        Assert.Equal(["alice", "bob b", "c\"d", "e\\f", "g", "h"], editor.Members("admins"u8).Select(Text));
        Assert.Equal(["i"], editor.Members("staff"u8).Select(Text));
        Assert.Empty(editor.Members("none"u8));
    }

    [Theory]
    [InlineData("", "a: dave\n")]
    [InlineData("# c\na: x\nb: y", "# c\na: x dave\nb: y")]
    [InlineData("a: x  \r\na: y\r\nb: z\r\n", "a: x  \r\na: y dave\r\nb: z\r\n")]
    [InlineData("a\nb: z", "a: dave\nb: z")]
    [InlineData("b: z", "b: z\na: dave\n")]
    [InlineData("a: x \\\n y\n", "a: x  y dave\n")]
    [InlineData("a: dave\n", "a: dave\n")]
    public void Add_goes_to_the_last_line_of_the_group(string before, string after)
    {
        HtgroupFileEditor editor = Editor(before);

        Assert.Equal(before != after, editor.Add("a"u8, "dave"u8));
        Assert.Equal(after, Encoding.Latin1.GetString(editor.ToArray()));
    }

    [Theory]
    [InlineData("a: dave x\n", "a: x\n")]
    [InlineData("a: x  dave\tdave y\nb: dave\na: 'dave'\n", "a: x  y\nb: dave\na:\n")]
    [InlineData("a: x dave", "a: x")]
    [InlineData("a: x\n", "a: x\n")]
    public void Remove_takes_the_user_from_all_lines(string before, string after)
    {
        HtgroupFileEditor editor = Editor(before);

        Assert.Equal(before != after, editor.Remove("a"u8, "dave"u8));
        Assert.Equal(after, Encoding.Latin1.GetString(editor.ToArray()));
    }

    [Fact]
    public void Group_goes_with_all_its_lines_and_no_others()
    {
        HtgroupFileEditor editor = Editor("a: x\n# a\nb: y\na: z\\\n w\nc: v");

        Assert.True(editor.RemoveGroup("a"u8));
        Assert.False(editor.RemoveGroup("a"u8));
        Assert.Equal("# a\nb: y\nc: v", Encoding.Latin1.GetString(editor.ToArray()));
    }

    [Fact]
    public void Line_that_httpd_would_not_read_any_more_is_not_made_longer()
    {
        HtgroupFileEditor editor = Editor("a: " + new string('x', 8184) + "\n");

        editor.Add("a"u8, "dave"u8);

        Assert.EndsWith("x\na: dave\n", Encoding.Latin1.GetString(editor.ToArray()), StringComparison.Ordinal);
        Assert.Equal(2, editor.Members("a"u8).Count);
    }

    [Theory]
    [InlineData("a:b", "x", "group")]
    [InlineData("#a", "x", "group")]
    [InlineData("a", "", "userName")]
    [InlineData("a", "x\nadmins: x", "userName")]
    public void Names_that_would_break_the_file_are_refused(string group, string user, string parameter) =>
        Assert.Throws<ArgumentException>(parameter, () => Editor("").Add(HtpasswdText.Bytes(group), HtpasswdText.Bytes(user)));

    private static HtgroupFileEditor Editor(string text) => new(HtpasswdText.Bytes(text));

    private static string Text(ReadOnlyMemory<byte> name) => Encoding.Latin1.GetString(name.Span);
}
