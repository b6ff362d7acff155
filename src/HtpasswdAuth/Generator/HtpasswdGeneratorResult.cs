namespace HtpasswdAuth;

/// <summary>A line, or why there is none.</summary>
public sealed record HtpasswdGeneratorResult
{
    /// <summary>Gets the line without its line end, the user's name included; <see langword="null"/> if <see cref="Error"/> says why.</summary>
    public string? Line { get; init; }

    /// <summary>Gets the cost it was made with; <see langword="null"/> where the cost is fixed.</summary>
    public int? Cost { get; init; }

    /// <summary>Gets how long the hash took, which is what a sign-in takes on a machine like this one.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the status for the response: 200, 422, 429 or 503.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>Gets what is wrong; <see cref="HtpasswdPageError.Field"/> names a property of the request in camel case.</summary>
    public HtpasswdPageError? Error { get; init; }
}
