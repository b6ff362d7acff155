namespace HtpasswdAuth;

/// <summary>
/// The numbers in a yescrypt setting: one character of crypt's base 64 up to 47; for more, the first one, from 48 up, tells how many
/// follow, most significant first. Each length goes on where the shorter one ends, so that no number can be written in two ways.
/// </summary>
internal static class YescryptNumber
{
    private const int LastOfOne = 47;
    private const int LastOfAll = 62;

    public static bool TryRead(ReadOnlySpan<byte> text, ref int position, uint least, out uint number)
    {
        number = 0;
        if (position >= text.Length || !Crypt64.IsText(text.Slice(position, 1)))
        {
            return false;
        }

        int first = Crypt64.ValueOf(text[position++]);
        int start = 0;
        int end = LastOfOne;
        int following = 0;
        ulong value = least;
        while (first > end)
        {
            value += (ulong)(end + 1 - start) << (6 * following);
            start = end + 1;
            end = start + ((LastOfAll - end) / 2);
            following++;
        }

        value += (ulong)(first - start) << (6 * following);
        if (text.Length - position < following || !Crypt64.IsText(text.Slice(position, following)))
        {
            return false;
        }

        while (following-- > 0)
        {
            value += (ulong)Crypt64.ValueOf(text[position++]) << (6 * following);
        }

        number = (uint)Math.Min(value, uint.MaxValue);
        return value <= uint.MaxValue;
    }

    public static void Write(Span<byte> text, ref int position, uint least, uint number)
    {
        ulong rest = number - least;
        int start = 0;
        int end = LastOfOne;
        int following = 0;
        while (rest >= (ulong)(end + 1 - start) << (6 * following))
        {
            rest -= (ulong)(end + 1 - start) << (6 * following);
            start = end + 1;
            end = start + ((LastOfAll - end) / 2);
            following++;
        }

        text[position++] = Crypt64.CharacterOf(start + (int)(rest >> (6 * following)));
        while (following-- > 0)
        {
            text[position++] = Crypt64.CharacterOf((int)(rest >> (6 * following)));
        }
    }
}
