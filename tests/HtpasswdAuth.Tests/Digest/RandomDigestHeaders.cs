using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Headers that nobody would send, and such as differ a little from one that somebody did, from a seed.</summary>
/// <param name="seed">What they are made of.</param>
/// <param name="right">Headers that were accepted once.</param>
internal sealed class RandomDigestHeaders(string seed, IReadOnlyList<string> right)
{
    private static readonly string[] Pieces =
    [
        "username", "username*", "realm", "nonce", "uri", "response", "algorithm", "cnonce", "qop", "nc", "userhash", "=", "=", "=", ",", ", ",
        "\"", "\"a\"", "\\", " ", "\t", "MD5", "SHA-256-sess", "auth", "auth-int", "00000001", "UTF-8''%41", "0", "\u00E9", "\uD800", "\0", "'",
        "8ca523f5e9506fed4657c9700eebdbec", "/", "true", "x",
    ];

    private static readonly string[] Values =
    [
        "\"\"", "\"", "alice", "\"bob\"", "\"Club house\"", "\"Club\"", "MD5", "SHA-256", "MD5-sess", "SHA-512-256", "auth", "auth-int", "\"auth\"",
        "00000001", "00000002", "ffffffff", "00000000", "-0000001", "\"/\"", "\"/x\"", "\"http://localhost/\"", "true", "false", "UTF-8''alice",
        "\"\\\"\\\\\"", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", "\"00000000000000000000000000000000\"", "\u00E9", "",
    ];

    private static readonly string[] Edges = ["\"", "\\", ",", "=", " ", "\t", "\0", "\uD800", "\u00E9", "%", "\r\n", "'", ";"];

    private readonly SeededBytes _bytes = new(seed);

    public string Next() => _bytes.Next(8) switch
    {
        0 => "Digest " + Joined(Pieces, 24),
        1 => "Digest " + string.Concat(Enumerable.Range(0, _bytes.Next(200)).Select(_ => (char)_bytes.Next(0x180))),
        2 or 3 => WithOtherFields(_bytes.Pick(right)),
        4 => Rearranged(_bytes.Pick(right)),
        _ => Mutated(_bytes.Pick(right)),
    };

    private string Joined(string[] pieces, int most)
    {
        var text = new StringBuilder();
        for (int count = _bytes.Next(most); count > 0; count--)
        {
            text.Append(_bytes.Pick(pieces));
        }

        return text.ToString();
    }

    /// <summary>Some characters replaced, taken out or put in, in front of the scheme's name never.</summary>
    private string Mutated(string header)
    {
        var text = new StringBuilder(header);
        for (int changes = 1 + _bytes.Next(3); changes > 0; changes--)
        {
            int place = "Digest ".Length + _bytes.Next(text.Length - "Digest ".Length);
            switch (_bytes.Next(4))
            {
                case 0:
                    text.Remove(place, 1);
                    break;
                case 1:
                    text.Insert(place, _bytes.Pick(Edges));
                    break;
                case 2:
                    text[place] = char.IsAsciiLetter(text[place]) ? (char)(text[place] ^ 0x20) : text[place];
                    break;
                default:
                    text[place] = (char)(0x20 + _bytes.Next(0x5F));
                    break;
            }
        }

        return text.ToString();
    }

    private string WithOtherFields(string header)
    {
        string[] fields = header["Digest ".Length..].Split(", ");
        for (int changes = 1 + _bytes.Next(2); changes > 0; changes--)
        {
            int field = _bytes.Next(fields.Length);
            fields[field] = fields[field].Split('=')[0] + "=" + _bytes.Pick(Values);
        }

        return "Digest " + string.Join(", ", fields);
    }

    /// <summary>Fields in another order, some twice or not at all, some of another response.</summary>
    private string Rearranged(string header)
    {
        List<string> fields = [.. header["Digest ".Length..].Split(", ")];
        List<string> others = [.. _bytes.Pick(right)["Digest ".Length..].Split(", ")];
        for (int changes = 1 + _bytes.Next(3); changes > 0; changes--)
        {
            int from = _bytes.Next(fields.Count);
            string moved = _bytes.Next(3) == 0 ? _bytes.Pick(others) : fields[from];
            fields.RemoveAt(from);
            fields.Insert(_bytes.Next(fields.Count + 1), moved);
        }

        return "Digest " + string.Join(_bytes.Next(2) == 0 ? "," : " ,\t", _bytes.Next(4) == 0 ? [.. fields, _bytes.Pick(others)] : fields);
    }
}
