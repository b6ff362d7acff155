namespace HtpasswdAuth;

/// <summary>What went wrong, for people.</summary>
/// <param name="Code">For those who translate it: the last part of the problem type that programs are told, such as <c>code-wrong</c>.</param>
/// <param name="Title">What happened, an English sentence.</param>
/// <param name="Advice">What to do next, one or more English sentences.</param>
public sealed record HtpasswdPageError(string Code, string Title, string Advice)
{
    /// <summary>Gets how long to wait; <see langword="null"/> where waiting does not help or is not needed.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the name of the field that is wrong; <see langword="null"/> if none is.</summary>
    public string? Field { get; init; }

    /// <summary>Gets a number that belongs to the sentence, for those who translate it; <see langword="null"/> where there is none.</summary>
    public int? Limit { get; init; }
}
