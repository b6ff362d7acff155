namespace HtpasswdAuth.Tool;

/// <summary>Everything outside that a command talks to, except files.</summary>
internal interface IConsole
{
    Stream Input { get; }

    Stream Output { get; }

    Stream Error { get; }

    bool IsOutputTerminal { get; }

    bool IsErrorTerminal { get; }

    bool IsInputTerminal { get; }

    /// <summary>
    /// Asks on the terminal without echo, or, where there is none, writes the prompt to the error stream and reads a line of
    /// standard input.
    /// </summary>
    /// <returns>The line without its newline; empty at the end of input.</returns>
    byte[] ReadPassword(string prompt);

    string? GetEnvironmentVariable(string name);

    TimeProvider Time { get; }

    /// <summary>
    /// From now on an interruption ends the process: the terminal gets its echo back, <paramref name="cleanUp"/> runs, and the exit
    /// code is what it returns.
    /// </summary>
    void OnInterruption(Func<int> cleanUp);
}
