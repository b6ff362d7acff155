namespace HtpasswdAuth.Files;

/// <summary>What a snapshot with changes must be: the editor's file, read anew.</summary>
internal static class NaiveChanges
{
    public static HtpasswdFile Make(ReadOnlyMemory<byte> content, IEnumerable<HtpasswdChange> changes)
    {
        var editor = new HtpasswdFileEditor(content);
        foreach (HtpasswdChange change in changes)
        {
            if (change.Hash is { } hash)
            {
                editor.Set(change.UserName.Span, hash.Span);
            }
            else
            {
                editor.Remove(change.UserName.Span);
            }
        }

        return HtpasswdFile.Parse(editor.ToArray());
    }

    public static HtpasswdChange Set(string user, string hash) => new(HtpasswdText.Bytes(user), HtpasswdText.Bytes(hash));

    public static HtpasswdChange Remove(string user) => new(HtpasswdText.Bytes(user), null);

    /// <summary>Whether nobody can tell the two apart; said of names without asking for the content.</summary>
    public static void AssertFindsSame(HtpasswdFile expected, HtpasswdFile actual, IEnumerable<string> names, string because)
    {
        Assert.True(expected.Count == actual.Count, $"{because}: {expected.Count} users, {actual.Count}");
        foreach (string name in names)
        {
            bool isThere = expected.TryFind(HtpasswdText.Bytes(name), out HtpasswdEntry one);
            Assert.True(isThere == actual.TryFind(HtpasswdText.Bytes(name), out HtpasswdEntry other), $"{because}: {name}");
            Assert.True(one.UserName.Span.SequenceEqual(other.UserName.Span) && one.Hash.Span.SequenceEqual(other.Hash.Span), $"{because}: {name}");
        }

        Assert.True(actual.HasText(CredentialText.Of(expected.Content)), because);
        Assert.False(actual.HasText(CredentialText.Of(new byte[] { (byte)'#' }.Concat(expected.Content.ToArray()).ToArray())), because);
        Assert.False(actual.HasText(CredentialText.Of(expected.Content.ToArray().Append((byte)'\n').ToArray())), because);
        Assert.False(!expected.Content.IsEmpty && actual.HasText(CredentialText.Of(expected.Content[..^1])), because);
        AssertHasSameProblems(expected, actual, because);
    }

    public static void AssertSame(HtpasswdFile expected, HtpasswdFile actual, string because)
    {
        Assert.True(expected.Content.Span.SequenceEqual(actual.Content.Span), $"{because}: {Convert.ToHexString(actual.Content.Span)}");
        Assert.True(expected.Records().SequenceEqual(actual.Records()), because);
        Assert.True(expected.Problems.SequenceEqual(actual.Problems), because);
        AssertHasSameProblems(expected, actual, because);
    }

    private static void AssertHasSameProblems(HtpasswdFile expected, HtpasswdFile actual, string because)
    {
        Assert.True(expected.ProblemCount == actual.ProblemCount, $"{because}: {expected.ProblemCount} problems, {actual.ProblemCount}");
        foreach (CredentialFileProblemCode code in Enum.GetValues<CredentialFileProblemCode>())
        {
            Assert.True(expected.CountProblems(code) == actual.CountProblems(code), $"{because}: {code}");
        }
    }
}
