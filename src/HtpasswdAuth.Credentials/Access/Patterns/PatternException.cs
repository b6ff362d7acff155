namespace HtpasswdAuth;

/// <summary>A pattern is none, or holds what has no exact counterpart.</summary>
/// <param name="message">What, for the log.</param>
internal sealed class PatternException(string message) : Exception(message);
