using System.Net;

namespace HtpasswdAuth;

/// <summary>The words that everybody connects with a site. They may stand in a password, but add nothing to it.</summary>
internal sealed class SiteWords
{
    /// <summary>Shorter ones stand in too many words that have nothing to do with the site.</summary>
    private const int ShortestWord = 4;

    private readonly string[] _words;

    /// <param name="texts">The realm and other names, of one word or several.</param>
    public SiteWords(IEnumerable<string> texts) =>
        _words = [.. texts.SelectMany(WordsOf).Where(word => word.Length >= ShortestWord).Distinct(StringComparer.Ordinal)];

    /// <summary>The words of the site, and those of the host name by which it is asked just now.</summary>
    public IReadOnlyList<string> With(string? host) =>
        [.. _words.Concat(WordsOfHost(host)).Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length)];

    /// <summary>What is left of a folded text without the words.</summary>
    public static string Remove(string text, IReadOnlyList<string> words)
    {
        foreach (string word in words)
        {
            text = text.Replace(word, "", StringComparison.Ordinal);
        }

        return text;
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        string folded = PasswordText.Fold(text.Trim());
        return [folded, PasswordText.Squeeze(folded), .. folded.Split([' ', '\t', '-', '_', '.', ',', '/'], StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>The host and its labels, without the last, which it shares with millions of others.</summary>
    private static IEnumerable<string> WordsOfHost(string? host)
    {
        if (string.IsNullOrEmpty(host) || IPAddress.TryParse(host.Trim('[', ']'), out _))
        {
            return [];
        }

        string folded = PasswordText.Fold(host.TrimEnd('.'));
        string[] labels = folded.Split('.');
        return ((string[])[folded, .. labels.Length > 1 ? labels[..^1] : labels]).Where(word => word.Length >= ShortestWord);
    }
}
