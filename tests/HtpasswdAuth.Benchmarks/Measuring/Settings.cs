using System.Globalization;

namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>What stands after the verb: <c>--name value</c>.</summary>
internal sealed class Settings(string[] arguments)
{
    public int Get(string name, int otherwise)
    {
        string? text = Find(name);
        return text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether something of this name was asked for: <c>--only a,b</c>, and everything where that is missing.</summary>
    public bool Includes(string name) => Find("only") is not { } only || only.Split(',').Contains(name);

    private string? Find(string name)
    {
        int at = Array.IndexOf(arguments, "--" + name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
