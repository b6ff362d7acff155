namespace HtpasswdAuth.PostgreSql;

/// <summary>What was asked, and when.</summary>
/// <param name="Number">How many were asked before it.</param>
/// <param name="Sent">When.</param>
/// <param name="Doubts">How many doubts there had been.</param>
internal readonly record struct FreshnessQuestion(long Number, long Sent, int Doubts);
