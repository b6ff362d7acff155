namespace HtpasswdAuth.Tool;

/// <summary>What becomes of a rule.</summary>
internal enum AccessOutcome
{
    Open,
    Asked,
    Closed,
}
