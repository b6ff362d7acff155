namespace HtpasswdAuth.Tool;

/// <summary>Something to see to in a file. It names no hash.</summary>
/// <param name="Line">From 1; 0 where it is about the file.</param>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people: what is wrong, and what to do.</param>
internal sealed record FileProblem(int Line, string Code, string Message);
