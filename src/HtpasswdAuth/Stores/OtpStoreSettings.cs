namespace HtpasswdAuth;

/// <summary>What the stores of the second factor take from a scheme's options.</summary>
/// <param name="Path">The full path of the file.</param>
internal sealed record OtpStoreSettings(string Path)
{
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets for how long a state file that is gone is forgiven. Enrolments are served from memory for as long as theirs is gone.</summary>
    public TimeSpan MissingFileGrace { get; init; } = TimeSpan.FromSeconds(10);
}
