using System.Security.Cryptography;

namespace HtpasswdAuth.UI;

/// <summary>A file that pages load. Its address changes with its content, so that browsers may keep it for good.</summary>
/// <param name="name">The last part of its address.</param>
/// <param name="contentType">Its type, with the charset where that matters.</param>
/// <param name="content">The file.</param>
internal sealed class PageAsset(string name, string contentType, byte[] content)
{
    public string Name { get; } = name;

    public string ContentType { get; } = contentType;

    public ReadOnlyMemory<byte> Content { get; } = content;

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    /// <summary>Gets the address below that of the pages.</summary>
    public string Address => $"/assets/{Hash}/{Name}";
}
