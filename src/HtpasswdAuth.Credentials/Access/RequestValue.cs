namespace HtpasswdAuth;

/// <summary>A text of a condition: literal, or something of the request.</summary>
internal abstract record RequestValue
{
    /// <summary>The text; <see langword="null"/> where it cannot be told.</summary>
    public abstract string? Of(in AccessRequest request);

    /// <summary>What <c>%{…}</c> stands for; <see langword="null"/> for a name that is not known.</summary>
    public static RequestValue? Variable(string name) => name.ToUpperInvariant() switch
    {
        "REQUEST_URI" => new OfFacts(static facts => facts.Path),
        "REQUEST_METHOD" => new OfFacts(static facts => facts.Method),
        "QUERY_STRING" => new OfFacts(static facts => facts.Query),
        "SERVER_PROTOCOL" => new OfFacts(static facts => facts.Protocol),
        "HTTPS" => new OfFacts(static facts => facts.IsHttps ? "on" : "off"),
        "REQUEST_SCHEME" => new OfFacts(static facts => facts.IsHttps ? "https" : "http"),
        "REMOTE_ADDR" => new Client(),
        "HTTP_HOST" => Header("Host"),
        "HTTP_USER_AGENT" => Header("User-Agent"),
        "HTTP_REFERER" => Header("Referer"),
        "HTTP_COOKIE" => Header("Cookie"),
        "HTTP_ACCEPT" => Header("Accept"),
        "HTTP_FORWARDED" => Header("Forwarded"),
        _ when name.StartsWith("HTTP:", StringComparison.OrdinalIgnoreCase) && name.Length > 5 => Header(name[5..]),
        _ => null,
    };

    /// <summary>A header that was not sent is empty, as in httpd.</summary>
    public static RequestValue Header(string name) => new OfFacts(facts => facts.Header(name) ?? "");

    public sealed record Literal(string Text) : RequestValue
    {
        public override string? Of(in AccessRequest request) => Text;
    }

    public sealed record EnvironmentVariable(string Name) : RequestValue
    {
        public override string? Of(in AccessRequest request) =>
            request.Environment is not { } environment ? "" : environment.IsSet(Name) is null ? null : environment.Find(Name) ?? "";
    }

    private sealed record OfFacts(Func<IRequestFacts, string> Get) : RequestValue
    {
        public override string? Of(in AccessRequest request) => request.Facts is { } facts ? Get(facts) : null;
    }

    private sealed record Client : RequestValue
    {
        public override string? Of(in AccessRequest request) =>
            request.Client is { } client ? AddressRange.Plain(client).ToString() : null;
    }
}
