namespace HtpasswdAuth;

/// <summary>What conditions ask of a request besides its method and addresses.</summary>
internal interface IRequestFacts
{
    /// <summary>Gets the method as it was sent.</summary>
    string Method { get; }

    /// <summary>Gets the path, decoded, with a slash at its beginning.</summary>
    string Path { get; }

    /// <summary>Gets the query without its question mark; empty without one.</summary>
    string Query { get; }

    /// <summary>Gets the protocol, as <c>HTTP/1.1</c>.</summary>
    string Protocol { get; }

    bool IsHttps { get; }

    /// <summary>Gets the first line of the request as it was sent: method, target and protocol.</summary>
    string RequestLine { get; }

    /// <summary>The values of a header, with commas between them; <see langword="null"/> where it was not sent.</summary>
    string? Header(string name);
}
