using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>
/// What a file says besides and nothing here needs, such as Google's <c>RATE_LIMIT</c>: kept so that it can be written back to the same format.
/// </summary>
/// <param name="Format">Whose settings they are.</param>
/// <param name="Values">Values by the names they have there.</param>
public sealed record OtpForeignSettings(OtpImportFormat Format, ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>The names, without the values: a spent code may be among them.</summary>
    public override string ToString() => $"{Format}: {string.Join(", ", Values.Keys)}";
}
