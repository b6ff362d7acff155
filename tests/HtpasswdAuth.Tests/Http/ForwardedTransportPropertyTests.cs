using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>Whatever proxies on this machine say, in whatever headers and spelling: one that says HTTP refuses the password, and nothing opens anything.</summary>
public sealed class ForwardedTransportPropertyTests
{
    private static readonly Gen<(string Text, bool IsPlain)> Schemes =
        from scheme in Gen.Elements(("http", true), ("ws", true), ("https", false), ("wss", false), ("", false), ("httpx", false))
        from upper in ArbMap.Default.GeneratorFor<bool>()
        select (upper ? scheme.Item1.ToUpperInvariant() : scheme.Item1, scheme.Item2);

    [Fact]
    public void Password_is_refused_exactly_where_a_header_says_http()
    {
        Gen<Header> any = Gen.OneOf(
            ListOf("X-Forwarded-Proto", Schemes),
            ListOf("X-Forwarded-Scheme", Schemes),
            ListOf("X-Forwarded-Protocol", Schemes),
            ListOf("X-Forwarded-Ssl", Gen.Elements(("on", false), ("off", true), ("OFF", true), ("", false))),
            ListOf("Forwarded", Elements()),
            Gen.Constant(new Header("X-Forwarded-For", "203.0.113.9", false)),
            Gen.Constant(new Header("X-Forwarded-Host", "http", false)),
            Gen.Constant(new Header("X-Original-Proto", "https", true)));

        Prop.ForAll(any.ListOf().ToArbitrary(), headers => IsRight([.. headers.DistinctBy(header => header.Name)])).QuickCheckThrowOnFailure();
    }

    private static bool IsRight(Header[] headers)
    {
        bool isPlain = headers.Any(header => header.IsPlain);
        var check = new TransportCheck(allowInsecure: false, new ForwardedHeadersWarning(NullLogger.Instance));
        HttpContext here = Request(headers, "http", IPAddress.Loopback);
        return check.IsAccepted(here) == !isPlain
            && check.IsAcceptedFromCache(here) == !isPlain
            && TransportCheck.IsConfidential(here) == !isPlain
            && check.IsAccepted(Request(headers, "https", IPAddress.Loopback))
            && check.IsAcceptedFromCache(Request(headers, "https", IPAddress.Loopback))
            && !check.IsAccepted(Request(headers, "http", IPAddress.Parse("203.0.113.9")))
            && !check.IsAcceptedFromCache(Request(headers, "http", IPAddress.Parse("203.0.113.9")));
    }

    private static DefaultHttpContext Request(Header[] headers, string scheme, IPAddress peer)
    {
        var context = new DefaultHttpContext { Request = { Scheme = scheme }, Connection = { RemoteIpAddress = peer } };
        Array.ForEach(headers, header => context.Request.Headers[header.Name] = header.Value);
        return context;
    }

    private static Gen<Header> ListOf(string name, Gen<(string Text, bool IsPlain)> items) =>
        from list in items.NonEmptyListOf()
        from separator in Gen.Elements(",", ", ", " ,\t")
        select new Header(name, string.Join(separator, list.Select(item => item.Text)), list.Any(item => item.IsPlain));

    /// <summary>What RFC 7239 allows: parameters in any order, names in any case, values quoted or not.</summary>
    private static Gen<(string Text, bool IsPlain)> Elements()
    {
        Gen<(string Text, bool IsPlain)> proto =
            from scheme in Schemes
            from quote in Gen.Elements("", "\"")
            from name in Gen.Elements("proto", "Proto", "PROTO")
            select ($"{name}={quote}{scheme.Text}{quote}", scheme.IsPlain);
        Gen<(string Text, bool IsPlain)> others = Gen.Elements("for=203.0.113.9", "by=http", "host=http", "for=\"[2001:db8::1]:80\"", "x-proto=http").Select(text => (text, false));
        return
            from parameters in Gen.OneOf(proto, others).NonEmptyListOf()
            from separator in Gen.Elements(";", "; ")
            select (string.Join(separator, parameters.Select(one => one.Text)), parameters.Any(one => one.IsPlain));
    }

    private sealed record Header(string Name, string Value, bool IsPlain);
}
