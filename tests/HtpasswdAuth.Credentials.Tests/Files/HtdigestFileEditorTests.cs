using System.Text;

namespace HtpasswdAuth.Files;

public sealed class HtdigestFileEditorTests
{
    [Theory]
    [InlineData("", "alice:r:new\n", 0)]
    [InlineData("alice:r:old", "alice:r:new\n", 1)]
    [InlineData("alice:other:1\nalice:r:old\nbob:r:2", "alice:other:1\nalice:r:new\nbob:r:2", 1)]
    [InlineData("alice:r:1\nnocolon\nalice:r:2\n", "alice:r:new\nnocolon\nalice:r:new\n", 2)]
    [InlineData("alice:r\n#alice:r:1\nalice:r2:3", "alice:r\n#alice:r:1\nalice:r2:3\nalice:r:new\n", 0)]
    public void Set_replaces_every_record_of_user_and_realm(string before, string after, int replaced)
    {
        var editor = new HtdigestFileEditor(HtpasswdText.Bytes(before));

        Assert.Equal(replaced > 0, editor.Contains("alice"u8, "r"u8));
        Assert.Equal(replaced, editor.Set("alice"u8, "r"u8, "new"u8));
        Assert.Equal(after, Encoding.Latin1.GetString(editor.ToArray()));
        Assert.Equal(Math.Max(1, replaced), editor.Remove("alice"u8, "r"u8));
        Assert.False(editor.Contains("alice"u8, "r"u8));
    }

    [Theory]
    [InlineData("alice:r:old\n", "alice:r:OLD\n", 1)]
    [InlineData("\uFEFFalice:r:old:userhash\r\n  alice:r:older\r\nbob:r:old", "\uFEFFalice:r:OLD:userhash\r\n  alice:r:OLDER\r\nbob:r:old", 2)]
    [InlineData("alice:r:keep\nalice:r:old", "alice:r:keep\nalice:r:OLD", 1)]
    [InlineData("#alice:r:old\nalice:other:old\nalice:r\n", "#alice:r:old\nalice:other:old\nalice:r\n", 0)]
    [InlineData("", "", 0)]
    public void Replace_changes_each_hash_by_itself_and_nothing_else(string before, string after, int replaced)
    {
        var editor = new HtdigestFileEditor(Encoding.UTF8.GetBytes(before));

        Assert.Equal(
            replaced,
            editor.Replace("alice"u8, "r"u8, old => old.AsSpan().SequenceEqual("keep"u8) ? null : Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(old).ToUpperInvariant())));
        Assert.Equal(after, Encoding.UTF8.GetString(editor.ToArray()));
    }

    [Theory]
    [InlineData("h\nroot:r:h")]
    [InlineData("h:x")]
    public void Hash_that_would_break_the_record_replaces_nothing(string ha1)
    {
        var editor = new HtdigestFileEditor(HtpasswdText.Bytes("alice:r:1\nalice:r:2\n"));
        bool isFirst = true;

        Assert.Throws<ArgumentException>("replace", () => editor.Replace("alice"u8, "r"u8, _ =>
        {
            byte[] next = isFirst ? [.. "new"u8] : HtpasswdText.Bytes(ha1).ToArray();
            isFirst = false;
            return next;
        }));
        Assert.Equal("alice:r:1\nalice:r:2\n", Encoding.Latin1.GetString(editor.ToArray()));
    }

    [Theory]
    [InlineData("a:b", "r", "h", "userName")]
    [InlineData("#a", "r", "h", "userName")]
    [InlineData("a", "r:s", "h", "realm")]
    [InlineData("a", "r\n", "h", "realm")]
    [InlineData("a", "r", "h\nroot:r:h", "ha1")]
    public void Fields_that_would_break_the_record_are_refused(string user, string realm, string ha1, string parameter) =>
        Assert.Throws<ArgumentException>(
            parameter,
            () => new HtdigestFileEditor(default).Set(HtpasswdText.Bytes(user), HtpasswdText.Bytes(realm), HtpasswdText.Bytes(ha1)));

    [Theory]
    [InlineData("alice:r:old\n", "old")]
    [InlineData("# alice:r:no\n bob:r:x\n  alice:r:first\r\nalice:r:second", "first")]
    [InlineData("alice:r:old:more\n", "old")]
    [InlineData("alice:r:", "")]
    [InlineData("alice:s:old\nalic:r:old\n", null)]
    [InlineData("", null)]
    public void Find_gives_the_first_hash_of_user_and_realm(string content, string? ha1)
    {
        byte[]? found = new HtdigestFileEditor(HtpasswdText.Bytes(content)).Find("alice"u8, "r"u8);

        Assert.Equal(ha1, found is null ? null : Encoding.Latin1.GetString(found));
    }
}
