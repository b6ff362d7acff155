namespace HtpasswdAuth.Interop.Tests;

/// <summary>A command line for Apache's program and ours, each in a fresh directory.</summary>
/// <param name="Script">Run by sh, after <see cref="ToolCases.Prelude"/>.</param>
internal sealed record ToolCase(string Script)
{
    /// <summary>The password that made hashes are to be of, where two runs differ by their salts.</summary>
    public string Password { get; init; } = "pw";

    /// <summary>What is typed at each prompt of a pseudo-terminal; without it there is no terminal at all.</summary>
    public string[]? Typed { get; init; }

    /// <summary>Where ours differs on purpose: what it does. A salted hash is written as <c>HASH</c>.</summary>
    public ToolOutcome? Ours { get; init; }

    public static implicit operator ToolCase(string script) => new(script);

    public override string ToString() => Script + (Typed is null ? "" : "   typed: " + string.Join('|', Typed).Replace("\n", "\\n", StringComparison.Ordinal));
}
