namespace HtpasswdAuth.Tool;

/// <summary>Standard output takes no more. No I/O error of a file that a verb works on, and so not taken for one.</summary>
internal sealed class OutputException(string reason) : Exception($"standard output cannot be written: {reason}");
