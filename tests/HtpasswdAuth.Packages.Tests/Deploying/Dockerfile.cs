namespace HtpasswdAuth.Packages.Tests;

/// <summary>The instructions of the gateway's Dockerfile. It is simple enough to be read line by line, and this holds it to that.</summary>
internal sealed class Dockerfile
{
    private readonly List<(string Name, string Arguments)> _instructions = [];

    private Dockerfile(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] parts = line.Split(' ', 2);
            _instructions.Add((parts[0], parts[1]));
        }
    }

    /// <summary>The images that stages begin with, in order.</summary>
    public IReadOnlyList<string> Images => [.. All("FROM").Select(from => from.Split(' ')[0])];

    /// <summary>What is taken from the repository.</summary>
    public IEnumerable<string> Copied => All("COPY")
        .Where(copy => !copy.StartsWith("--from=", StringComparison.Ordinal))
        .SelectMany(copy => copy.Split(' ')[..^1])
        .Select(path => path.TrimEnd('/'));

    /// <summary>The instructions of the last stage, which is the image.</summary>
    public IEnumerable<(string Name, string Arguments)> Last => _instructions.Skip(_instructions.FindLastIndex(instruction => instruction.Name == "FROM"));

    public static Dockerfile Read() => new(File.ReadLines(Repository.File("deploy", "container", "Dockerfile")));

    public IEnumerable<string> All(string name) => _instructions.Where(instruction => instruction.Name == name).Select(instruction => instruction.Arguments);
}
