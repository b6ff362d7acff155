namespace HtpasswdAuth.Docs.Tests;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands behind the fence; empty for none.</param>
/// <param name="Line">The line of the fence, counted from one.</param>
/// <param name="Text">What is between the fences, without the last newline.</param>
internal sealed record MarkdownBlock(string Language, int Line, string Text);
