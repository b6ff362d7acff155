namespace HtpasswdAuth;

/// <summary>What somebody has to do on one of our pages before going where the request went, in the words for programs and for people.</summary>
internal sealed record Detour
{
    /// <summary>Gets what <see cref="DetourWriter.ReasonHeader"/> says.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the address of the page; <see langword="null"/> where the site has none.</summary>
    public required string? Page { get; init; }

    /// <summary>Gets what goes behind the return address in the page's query.</summary>
    public string Query { get; init; } = "";

    /// <summary>Gets the name of the problem.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Advice { get; init; }

    /// <summary>Gets what is to be done, for somebody who sent a form.</summary>
    public required string Sentence { get; init; }

    /// <summary>Gets what the link to the page says.</summary>
    public required string Button { get; init; }
}
