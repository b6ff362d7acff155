using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth.Tests;

/// <summary>Whatever <c>Cache-Control</c> a site writes, what passes the gate is private, or the site has said by itself who may keep it.</summary>
public sealed class CacheControlPropertyTests
{
    private static readonly string[] Deciding = ["public", "private", "no-store", "no-cache"];

    // Each has something that looks like a word that decides, or none.
    private static readonly string[] Others =
    [
        "", " ", "max-age=60", "s-maxage=0", "immutable", "must-revalidate", "publicly", "x-private", "no-store-x", "public=1", "private=\"Set-Cookie\"",
        "no-cache=\"a, public, b\"", "x=\"\"", "x=\"a\\\", private, \"", "x=\"\\\\\"", "x=\"no-store\"", "x=\", no-cache ,\"",
    ];

    [Fact]
    public void Private_is_added_exactly_where_no_directive_decides()
    {
        Gen<(string Text, bool Decides)> directives = Gen.Frequency(
            (1, from word in Gen.Elements(Deciding)
                from upper in ArbMap.Default.GeneratorFor<bool>()
                select (upper ? word.ToUpperInvariant() : word, true)),
            (4, Gen.Elements(Others).Select(text => (text, false))));
        Gen<(string[] Fields, bool Decides)> headers =
            from fields in directives.ListOf().ListOf()
            from separator in Gen.Elements(",", ", ", " ,\t")
            select (fields.Select(field => string.Join(separator, field.Select(one => one.Text))).ToArray(), fields.Any(field => field.Any(one => one.Decides)));

        Prop.ForAll(headers.ToArbitrary(), header => IsRight(header.Fields, header.Decides)).QuickCheckThrowOnFailure();
    }

    private static bool IsRight(string[] fields, bool decides)
    {
        IHeaderDictionary headers = new HeaderDictionary { ["Cache-Control"] = new StringValues(fields) };

        SharedCaches.MarkPrivate(headers);
        string[] once = [.. headers.CacheControl.OfType<string>()];
        SharedCaches.MarkPrivate(headers);

        string written = string.Join(',', fields);
        string marked = string.Join(',', once);
        return once.SequenceEqual(headers.CacheControl.OfType<string>())
            && (decides ? marked == written : marked.Trim().StartsWith(written.Trim(), StringComparison.Ordinal)
                && marked.TrimEnd().EndsWith("private", StringComparison.Ordinal));
    }
}
