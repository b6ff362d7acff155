using System.Text;

namespace HtpasswdAuth.Files;

public sealed class HtpasswdFileEditorTests
{
    [Theory]
    [InlineData("", "alice:new\n", 0)]
    [InlineData("bob:1\n", "bob:1\nalice:new\n", 0)]
    [InlineData("bob:1", "bob:1\nalice:new\n", 0)]
    [InlineData("alice:old", "alice:new\n", 1)]
    [InlineData("# c\r\n\r\nalice:old\r\nbob:1\r\n", "# c\r\n\r\nalice:new\nbob:1\r\n", 1)]
    [InlineData("alice:1\nbob:2\nalice:3\n", "alice:new\nbob:2\nalice:new\n", 2)]
    [InlineData(" \talice:old:Alice A.\nAlice:1\nalice :2\n", "alice:new\nAlice:1\nalice :2\n", 1)]
    [InlineData(" #alice:old\n#alice:old\nnocolon\n", " #alice:old\n#alice:old\nnocolon\nalice:new\n", 0)]
    [InlineData("\u00EF\u00BB\u00BFalice:old\nbob:1\n", "alice:new\nbob:1\n", 1)]
    [InlineData("ali\0ce:1\nalice:old\n", "ali\0ce:1\nalice:new\n", 1)]
    public void Set_replaces_every_record_or_appends(string before, string after, int replaced)
    {
        var editor = new HtpasswdFileEditor(HtpasswdText.Bytes(before));

        Assert.Equal(replaced > 0, editor.Contains("alice"u8));
        Assert.Equal(replaced, editor.Set("alice"u8, "new"u8));
        Assert.Equal(after, Encoding.Latin1.GetString(editor.ToArray()));
    }

    [Theory]
    [InlineData("alice:1\nbob:2\n alice:3\r\n#x", "bob:2\n#x", 2)]
    [InlineData("bob:2\nalice:1", "bob:2\n", 1)]
    [InlineData("bob:2", "bob:2", 0)]
    public void Remove_takes_all_lines_of_the_user(string before, string after, int removed)
    {
        var editor = new HtpasswdFileEditor(HtpasswdText.Bytes(before));

        Assert.Equal(removed, editor.Remove("alice"u8));
        Assert.Equal(after, Encoding.Latin1.GetString(editor.ToArray()));
        Assert.False(editor.Contains("alice"u8));
    }

    [Fact]
    public void Lines_that_Apache_would_refuse_are_told_by_number()
    {
        Assert.Equal(3, new HtpasswdFileEditor("# a\n\nbroken\nother\n"u8.ToArray()).InvalidLine);
        Assert.Equal(1, new HtpasswdFileEditor("a\0:b\n"u8.ToArray()).InvalidLine);
        Assert.Null(new HtpasswdFileEditor("# a\n\na:b"u8.ToArray()).InvalidLine);
        Assert.Equal(2, new HtpasswdFileEditor(HtpasswdText.Bytes("a:b\n#" + new string('x', 255))).OverlongLine);
        Assert.Null(new HtpasswdFileEditor(HtpasswdText.Bytes("#" + new string('x', 254) + "\na:b\n")).OverlongLine);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("#x", false)]
    [InlineData(" x", false)]
    [InlineData("x\t", false)]
    [InlineData("x\ry", false)]
    [InlineData("x:y", true)]
    [InlineData("x\ny", true)]
    [InlineData("x\0y", true)]
    public void Names_that_nobody_finds_again_are_refused(string name, bool always)
    {
        byte[] bytes = HtpasswdText.Bytes(name);

        Assert.False(HtpasswdFileEditor.IsUsableUserName(bytes));
        Assert.Throws<ArgumentException>("userName", () => new HtpasswdFileEditor(default).Set(bytes, "x"u8));
        var lenient = new HtpasswdFileEditor(default) { AllowAnyUserName = true };
        if (always)
        {
            Assert.Throws<ArgumentException>("userName", () => lenient.Set(bytes, "x"u8));
        }
        else
        {
            Assert.Equal(0, lenient.Set(bytes, "x"u8));
        }
    }

    [Theory]
    [InlineData("x\nroot:y")]
    [InlineData("x\0")]
    public void Hashes_that_would_add_a_record_are_refused(string hash) =>
        Assert.Throws<ArgumentException>(nameof(hash), () => new HtpasswdFileEditor(default).Set("alice"u8, HtpasswdText.Bytes(hash)));
}
