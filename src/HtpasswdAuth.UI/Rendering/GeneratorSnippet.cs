namespace HtpasswdAuth.UI;

/// <summary>A text to copy that goes with a line.</summary>
/// <param name="Id">Of the element.</param>
/// <param name="Name">What it is for; <see langword="null"/> for the command.</param>
/// <param name="Text">The text, plain.</param>
internal sealed record GeneratorSnippet(string Id, string? Name, string Text);
