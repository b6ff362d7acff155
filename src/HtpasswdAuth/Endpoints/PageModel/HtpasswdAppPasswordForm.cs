namespace HtpasswdAuth;

/// <summary>What was typed into the form for an app password, right or wrong, so that it need not be typed again.</summary>
public sealed record HtpasswdAppPasswordForm
{
    /// <summary>Gets the field <c>name</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets the field <c>paths</c>, one path a line.</summary>
    public string Paths { get; init; } = "";

    /// <summary>Gets the values of the field <c>methods</c>.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Gets the field <c>days</c>.</summary>
    public string Days { get; init; } = "";
}
