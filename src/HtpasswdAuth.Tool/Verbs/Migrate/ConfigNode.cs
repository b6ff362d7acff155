namespace HtpasswdAuth.Tool;

/// <summary>A directive of httpd or nginx, or a section with what stands in it.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Line">From 1, the first one of a directive over several lines.</param>
/// <param name="Name">As written; httpd's sections without their brackets.</param>
/// <param name="Words">The arguments, without quotes.</param>
/// <param name="Children">What a section holds; <see langword="null"/> for a directive.</param>
internal sealed record ConfigNode(string File, int Line, string Name, IReadOnlyList<string> Words, List<ConfigNode>? Children)
{
    public string First => Words.Count > 0 ? Words[0] : "";

    public string Place => $"{SafeText.Show(File)}:{Line}";

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public bool IsOn => First.Equals("on", StringComparison.OrdinalIgnoreCase);
}
