namespace HtpasswdAuth.Tool;

/// <summary>Reads a line and not a byte more: the next prompt, or the next program, reads what follows.</summary>
internal static class LineReader
{
    public static byte[] ReadLine(Stream stream, out bool ended)
    {
        var line = new List<byte>();
        Span<byte> one = stackalloc byte[1];
        ended = false;
        while (stream.Read(one) == 1)
        {
            if (one[0] == '\n')
            {
                ended = true;
                break;
            }

            line.Add(one[0]);
        }

        return [.. line];
    }
}
