namespace HtpasswdAuth;

/// <summary>How parts of a pattern are written for .NET's engine.</summary>
internal static class PatternText
{
    public const string LineEnd = "(?>\\r\\n|[\\n-\\r\\x85])";

    public static string Opening(PatternGroup kind) => kind switch
    {
        PatternGroup.Capturing => "(",
        PatternGroup.Plain => "(?:",
        PatternGroup.Atomic => "(?>",
        PatternGroup.Ahead => "(?=",
        PatternGroup.NotAhead => "(?!",
        PatternGroup.Behind => "(?<=",
        _ => "(?<!",
    };

    public static string WordEdge(bool isNot)
    {
        string word = ByteSet.Words.ToPattern();
        return isNot
            ? $"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))"
            : $"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))";
    }
}
