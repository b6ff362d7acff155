using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>A file for another system.</summary>
/// <param name="Content">The file, which holds secrets in the clear.</param>
/// <param name="Problems">The users who are not in it, and what the format could not hold of those who are; the first <see cref="OtpImport.MaxProblems"/>.</param>
public sealed record OtpExportResult(ReadOnlyMemory<byte> Content, ImmutableArray<OtpImportProblem> Problems);
