namespace HtpasswdAuth.Tool;

/// <summary>
/// Options as <c>apr_getopt</c> reads them: only before the first operand, single letters that may stand together, the argument
/// of the last one in the same word or the next; <c>--</c> ends them, and any word that begins with it.
/// </summary>
/// <param name="programPath">As typed. Unlike other messages those of getopt name only the last part.</param>
/// <param name="options">The letters; one that takes an argument is followed by a colon.</param>
/// <param name="arguments">Without the program's name.</param>
internal sealed class ApacheGetopt(string programPath, string options, string[] arguments)
{
    private string _rest = "";

    /// <summary>Gets the index of the first operand, once <see cref="TryRead"/> has said that there are no more options.</summary>
    public int Index { get; private set; }

    /// <summary>Gets what is wrong, if anything is; nothing is read after it.</summary>
    public string? Error { get; private set; }

    public bool TryRead(out char option, out string? argument)
    {
        (option, argument) = ('\0', null);
        if (_rest.Length == 0 && !NextWord())
        {
            return false;
        }

        option = _rest[0];
        _rest = _rest[1..];
        int known = option == ':' ? -1 : options.IndexOf(option, StringComparison.Ordinal);
        if (known < 0)
        {
            // A dash among other letters ends the options, and its word counts as an operand.
            Error = option == '-' ? null : Message("illegal option", option);
            return false;
        }

        bool takesArgument = known + 1 < options.Length && options[known + 1] == ':';
        if (takesArgument)
        {
            return TryReadArgument(option, out argument);
        }

        Index += _rest.Length == 0 ? 1 : 0;
        return true;
    }

    private bool NextWord()
    {
        if (Index >= arguments.Length || !arguments[Index].StartsWith('-'))
        {
            return false;
        }

        if (arguments[Index].StartsWith("--", StringComparison.Ordinal))
        {
            Index++;
            return false;
        }

        // A lone dash is the first operand.
        _rest = arguments[Index][1..];
        return _rest.Length > 0;
    }

    private bool TryReadArgument(char option, out string? argument)
    {
        argument = _rest;
        _rest = "";
        Index++;
        if (argument.Length > 0)
        {
            return true;
        }

        if (Index >= arguments.Length)
        {
            Error = Message("option requires an argument", option);
            return false;
        }

        argument = arguments[Index++];
        return true;
    }

    private string Message(string text, char option) =>
        $"{programPath[(programPath.LastIndexOf('/') + 1)..]}: {text} -- {option}\n";
}
