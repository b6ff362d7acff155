namespace HtpasswdAuth.PostgreSql;

/// <summary>What was asked, and when.</summary>
/// <param name="Sent">When.</param>
/// <param name="Doubts">How many doubts there had been.</param>
internal readonly record struct FreshnessQuestion(long Sent, int Doubts);
