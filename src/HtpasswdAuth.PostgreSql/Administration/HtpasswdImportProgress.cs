namespace HtpasswdAuth.PostgreSql;

/// <summary>How far an import is.</summary>
/// <param name="Lines">How many lines of the file were read.</param>
/// <param name="Bytes">How many bytes these are.</param>
public readonly record struct HtpasswdImportProgress(long Lines, long Bytes);
