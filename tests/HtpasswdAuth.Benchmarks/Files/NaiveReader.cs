namespace HtpasswdAuth.Benchmarks.Files;

/// <summary>The reader that is written first: lines into a dictionary of strings.</summary>
internal static class NaiveReader
{
    public static Dictionary<string, string> Read(string path)
    {
        var users = new Dictionary<string, string>();
        foreach (string line in File.ReadLines(path))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != '#')
            {
                users.TryAdd(line[..colon], line[(colon + 1)..]);
            }
        }

        return users;
    }
}
