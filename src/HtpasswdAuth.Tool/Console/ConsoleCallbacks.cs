namespace HtpasswdAuth.Tool;

/// <summary>What runs beside a command. A line of progress that cannot be written is no reason to end it.</summary>
internal static class ConsoleCallbacks
{
    public const string Progress = "progress";
    public const string Signal = "signal";

    /// <summary>Gets callbacks whose failures are not told: a terminal that is gone is all that makes them fail.</summary>
    public static Callbacks Quiet { get; } = new(static (_, _) => { });
}
