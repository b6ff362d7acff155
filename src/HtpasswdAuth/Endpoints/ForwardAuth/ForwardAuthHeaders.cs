using System.Buffers;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The headers that tell a backend who asks.</summary>
internal static class ForwardAuthHeaders
{
    public const string User = "Remote-User";
    public const string Groups = "Remote-Groups";

    // All else is percent-encoded as UTF-8, the percent sign too: two names never look alike, and a list has only its own commas.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(0x21, 0x5E).Select(code => (char)code).Except("%,")]);

    /// <summary>Says that nobody is signed in. A proxy that copies headers then puts nothing in the place of what a client sent.</summary>
    public static void SetNobody(HttpResponse response)
    {
        response.Headers[User] = "";
        response.Headers[Groups] = "";
    }

    public static void Set(HttpResponse response, string name, ClaimsPrincipal user)
    {
        response.Headers[User] = Encode(name);
        response.Headers[Groups] = string.Join(',', GroupsOf(user).Select(Encode));
    }

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length * 3);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && Plain.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (byte unit in utf8[..rune.EncodeToUtf8(utf8)])
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return encoded.ToString();
    }

    private static IEnumerable<string> GroupsOf(ClaimsPrincipal user) => user.Identities
        .SelectMany(identity => identity.FindAll(identity.RoleClaimType))
        .Select(claim => claim.Value)
        .Where(group => group.Length > 0)
        .Distinct(StringComparer.Ordinal);
}
