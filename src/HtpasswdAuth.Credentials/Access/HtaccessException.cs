namespace HtpasswdAuth;

/// <summary>A file holds what cannot be obeyed, so that its folder is closed.</summary>
/// <param name="line">The line, from 1.</param>
/// <param name="message">What is wrong with it and what to do, for the log.</param>
internal sealed class HtaccessException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;

    public static HtaccessException Unsupported(ConfigLine line) =>
        new(
            line.Number,
            $"'{LogText.Escape(line.Name)}' is not supported here, and without it the folder could be open to clients that it keeps out. "
            + "Remove it, or say the same with Require.");

    public static HtaccessException Doubtful(ConfigLine line, ConfigLine section) => new(
        line.Number,
        $"'{LogText.Escape(line.Name)}' stands in {LogText.Escape(section.Name)}> of line {section.Number}, and whether httpd would read that is not known "
        + "here. Write what holds without the section, or remove it.");

    public static HtaccessException Arguments(ConfigLine line, string expected) => new(line.Number, $"{LogText.Escape(line.Name)} {expected}.");

    public static HtaccessException Unclosed(ConfigLine line) => new(line.Number, $"{LogText.Escape(line.Name)}> is not closed.");

    public static HtaccessException Misplaced(ConfigLine line, string place) =>
        new(line.Number, $"{LogText.Escape(line.Name)} means nothing {place}. Put it into <RequireAll>.");
}
