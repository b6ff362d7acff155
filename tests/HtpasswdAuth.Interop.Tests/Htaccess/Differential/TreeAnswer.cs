namespace HtpasswdAuth.Interop.Tests;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Head">The header, as it came.</param>
/// <param name="Body">The content.</param>
internal sealed record TreeAnswer(int Status, string Head, string Body)
{
    public bool IsServed => Status is >= 200 and < 300;

    public bool IsRedirect => Status is >= 300 and < 400;

    public bool IsRefused => Status >= 400;

    /// <summary>Gets the path of the <c>Location</c>, or the whole of it if that is another server's; empty without one.</summary>
    public string Location
    {
        get
        {
            string? line = Head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Location: ", StringComparison.OrdinalIgnoreCase));
            string value = line?["Location: ".Length..].Trim() ?? "";
            return Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && uri.Host == "localhost" ? uri.PathAndQuery : value;
        }
    }
}
