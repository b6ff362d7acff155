namespace HtpasswdAuth.Docs.Tests;

/// <summary>A link or picture of a page.</summary>
/// <param name="Line">Its line, counted from one.</param>
/// <param name="Target">The address as it is written.</param>
internal sealed record MarkdownLink(int Line, string Target);
