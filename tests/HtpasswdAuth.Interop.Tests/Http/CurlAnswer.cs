using System.Globalization;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>What <c>curl --include</c> printed.</summary>
internal sealed record CurlAnswer(int Status, IReadOnlyList<string> Headers, string Body)
{
    public static CurlAnswer Parse(string output)
    {
        string[] parts = output.Split("\r\n\r\n", 2);
        string[] head = parts[0].Split("\r\n");
        return new CurlAnswer(int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture), head[1..], parts[1]);
    }

    /// <summary>The value of a header; empty if there is none.</summary>
    public string Header(string name) => Headers
        .Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 2)..])
        .FirstOrDefault("");

    /// <summary>What stands in the body between two texts.</summary>
    public string Between(string start, string end)
    {
        Assert.Contains(start, Body, StringComparison.Ordinal);
        return Body.Split(start, 2)[1].Split(end, 2)[0];
    }
}
