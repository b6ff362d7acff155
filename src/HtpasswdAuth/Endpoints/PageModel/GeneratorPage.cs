namespace HtpasswdAuth;

/// <summary>
/// The generator's form, sent to the address that it was fetched from (with the query, which may hold the language) with the fields
/// <c>userName</c>, <c>password</c>, <c>algorithm</c>, <c>cost</c> and <c>realm</c>; and the line, once it is made. No account belongs to it:
/// the site has no scheme and no realm, and the form needs no token.
/// </summary>
public sealed class GeneratorPage : HtpasswdPage
{
    /// <summary>Gets the kinds of lines on offer, best first.</summary>
    public required IReadOnlyList<HtpasswdGeneratorAlgorithm> Algorithms { get; init; }

    /// <summary>Gets the id that was chosen; that of the best before anybody chose. It need not be one of <see cref="Algorithms"/>.</summary>
    public required string ChosenAlgorithm { get; init; }

    /// <summary>Gets the user name that was typed.</summary>
    public string TypedName { get; init; } = "";

    /// <summary>Gets the cost that was typed, whatever it is.</summary>
    public string TypedCost { get; init; } = "";

    /// <summary>Gets the realm that was typed.</summary>
    public string TypedRealm { get; init; } = "";

    /// <summary>Gets the line without its line end; <see langword="null"/> if none was made.</summary>
    public string? Line { get; init; }

    /// <summary>Gets the cost it was made with; <see langword="null"/> where the cost is fixed.</summary>
    public int? Cost { get; init; }

    /// <summary>Gets how long the hash took.</summary>
    public TimeSpan Duration { get; init; }
}
