using System.Net;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A folder of a site: its <c>.htaccess</c> files, files and links, and the requests that are made to it.</summary>
/// <param name="name">Of the folder under the root.</param>
/// <param name="kind">What its results are counted under.</param>
/// <param name="users">The folder of the password and group files.</param>
internal sealed class SiteTree(string name, string kind, string users)
{
    private readonly SortedDictionary<string, StringBuilder> _rules = new(StringComparer.Ordinal);

    public string Name => name;

    public string Kind => kind;

    /// <summary>Gets the path of the folder, with slashes at both ends.</summary>
    public string Base => $"/{name}/";

    /// <summary>Gets the folder that <c>users</c>, <c>digest</c> and <c>groups</c> are in.</summary>
    public string Users => users;

    /// <summary>Gets or sets what the rules are written in.</summary>
    public Encoding Encoding { get; set; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Gets the files beside the rules; each holds its own path.</summary>
    public SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the symbolic links, and where each leads.</summary>
    public SortedDictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the links that belong to another user than their targets, where the test may give files away.</summary>
    public List<string> OthersLinks { get; } = [];

    /// <summary>Gets the paths of endpoints of our site; httpd has files in their place.</summary>
    public List<string> Endpoints { get; } = [];

    public List<TreeRequest> Requests { get; } = [];

    /// <summary>Gets the content of each folder's <c>.htaccess</c>; the key is empty or ends in a slash.</summary>
    public IEnumerable<(string Folder, string Content)> Rules => _rules.Select(rule => (rule.Key, rule.Value.ToString()));

    /// <summary>Lines that ask for a user; who may enter is said by others.</summary>
    public string Authentication => $"AuthType Basic\nAuthName \"Tree\"\nAuthUserFile {users}/users\nAuthGroupFile {users}/groups\n";

    /// <summary>Adds lines to a folder's rules.</summary>
    public SiteTree Rule(string folder, string lines)
    {
        if (!_rules.TryGetValue(folder, out StringBuilder? text))
        {
            _rules[folder] = text = new StringBuilder();
        }

        text.Append(lines).Append('\n');
        return this;
    }

    public SiteTree With(params IEnumerable<string> files)
    {
        Files.UnionWith(files);
        return this;
    }

    /// <summary>Adds a request. The path is relative to the tree, and as it is sent.</summary>
    public void Ask(string path, string? user = null, string method = "GET", string headers = "", IPAddress? from = null, string? theirPath = null) =>
        Requests.Add(new TreeRequest(method, Base + path, user)
        {
            Headers = headers,
            From = from ?? IPAddress.Loopback,
            TheirPath = theirPath is null ? null : Base + theirPath,
        });

    /// <summary>The tree as a reader needs it to repeat the case.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach ((string folder, string content) in Rules)
        {
            text.Append("--- ").Append(Base).Append(folder).Append(".htaccess\n").Append(content.TrimEnd('\n')).Append('\n');
        }

        text.Append("files: ").AppendJoin(' ', Files).Append('\n');
        if (Links.Count > 0)
        {
            text.Append("links: ").AppendJoin(", ", Links.Select(link => $"{link.Key} -> {link.Value}")).Append('\n');
        }

        return text.ToString();
    }
}
