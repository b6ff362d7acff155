namespace HtpasswdAuth.PostgreSql;

/// <summary>What an import has changed.</summary>
/// <param name="Added">Users who were not there.</param>
/// <param name="Replaced">Users of whom something else was held.</param>
/// <param name="Removed">Users who were not in the file.</param>
public sealed record HtpasswdImportResult(long Added, long Replaced, long Removed);
