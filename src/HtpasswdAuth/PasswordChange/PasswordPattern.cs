namespace HtpasswdAuth;

/// <summary>Finds passwords that are long only because they go on as they began.</summary>
internal static class PasswordPattern
{
    /// <summary>From so many on, characters in a row that follow each other are one idea.</summary>
    private const int ShortestRun = 3;

    /// <summary>What fingers and minds go along; each character once, and the end leads to the beginning again.</summary>
    private static readonly string[] Tracks =
    [
        "0123456789",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm",
        "azertyuiopqsdfghjklmwxcvbn",
        "qazwsxedcrfvtgbyhnujmikolp",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "!@#$%^&*()",
        "!\"§$%&/()=",
    ];

    /// <summary>The piece that the whole text repeats, twice at least and not necessarily to its end; the text itself if there is none.</summary>
    public static string Unit(string text)
    {
        // The border table of Knuth, Morris and Pratt: how much of the text's beginning ends at each character.
        int[] borders = new int[text.Length];
        for (int i = 1; i < text.Length; i++)
        {
            int border = borders[i - 1];
            while (border > 0 && text[i] != text[border])
            {
                border = borders[border - 1];
            }

            borders[i] = text[i] == text[border] ? border + 1 : 0;
        }

        int period = text.Length == 0 ? 0 : text.Length - borders[^1];
        return period * 2 <= text.Length ? text[..period] : text;
    }

    /// <summary>How many ideas the text takes to say: a run along a track, or of one character, is one; so is any other character.</summary>
    public static int CountPieces(string text)
    {
        int pieces = 0;
        for (int start = 0; start < text.Length; pieces++)
        {
            int run = LongestRun(text.AsSpan(start));
            start += run >= ShortestRun ? run : 1;
        }

        return pieces;
    }

    private static int LongestRun(ReadOnlySpan<char> text)
    {
        int same = text.IndexOfAnyExcept(text[0]);
        int longest = same < 0 ? text.Length : same;
        foreach (string track in Tracks)
        {
            longest = Math.Max(longest, Math.Max(RunAlong(track, text, +1), RunAlong(track, text, -1)));
        }

        return longest;
    }

    private static int RunAlong(string track, ReadOnlySpan<char> text, int step)
    {
        int at = track.IndexOf(text[0], StringComparison.Ordinal);
        if (at < 0)
        {
            return 0;
        }

        int run = 1;
        while (run < text.Length && text[run] == track[(at + track.Length + step) % track.Length])
        {
            at = (at + track.Length + step) % track.Length;
            run++;
        }

        return run;
    }
}
