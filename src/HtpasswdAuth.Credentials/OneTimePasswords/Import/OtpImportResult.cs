using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>What a file of another system gave.</summary>
/// <param name="Entries">The users that can be taken over, in the order of the file, each once.</param>
/// <param name="Problems">All that is not in <paramref name="Entries"/>, or not as the file has it; the first <see cref="OtpImport.MaxProblems"/>.</param>
public sealed record OtpImportResult(ImmutableArray<ImportedOtp> Entries, ImmutableArray<OtpImportProblem> Problems);
