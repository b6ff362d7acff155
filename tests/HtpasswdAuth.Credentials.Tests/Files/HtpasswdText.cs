using System.Text;

namespace HtpasswdAuth.Files;

/// <summary>Files written as strings, a character a byte.</summary>
internal static class HtpasswdText
{
    public const string Sha1Hash = "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=";
    public const string BcryptHash = "$2y$10$abcdefghijklmnopqrstuO012345678901234567890123456789O";

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static HtpasswdFile Parse(string text) => HtpasswdFile.Parse(Bytes(text));

    /// <summary>The hash of a user, or null if there is no such user.</summary>
    public static string? HashOf(this HtpasswdFile file, string user) =>
        file.TryFind(Bytes(user), out HtpasswdEntry entry) ? Encoding.Latin1.GetString(entry.Hash.Span) : null;

    public static (string Name, string Hash)[] Records(this HtpasswdFile file)
    {
        var records = new List<(string, string)>();
        foreach (HtpasswdEntry entry in file)
        {
            records.Add((Encoding.Latin1.GetString(entry.UserName.Span), Encoding.Latin1.GetString(entry.Hash.Span)));
        }

        return [.. records];
    }
}
