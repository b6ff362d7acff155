using System.Text;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Reads a request's body to hash it, and leaves it to be read again.</summary>
internal static class DigestBody
{
    private const int ChunkBytes = 16 * 1024;

    /// <summary>The hash in lower-case hexadecimal digits; <see langword="null"/> for a body that is longer than is read.</summary>
    public static async ValueTask<byte[]?> HashAsync(HttpContext context, DigestAlgorithm algorithm, int maxBytes)
    {
        HttpRequest request = context.Request;
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        var body = new MemoryStream();
        byte[] chunk = new byte[ChunkBytes];
        for (int read = -1; read != 0 && body.Length <= maxBytes;)
        {
            read = await request.Body.ReadAsync(chunk, context.RequestAborted).ConfigureAwait(false);
            body.Write(chunk, 0, read);
        }

        if (body.Length > maxBytes)
        {
            return null;
        }

        body.Position = 0;
        request.Body = body;
        return Hash(algorithm, body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    private static byte[] Hash(DigestAlgorithm algorithm, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[DigestHash.MaxSize];
        int size = DigestHash.Compute(algorithm, body, hash);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash[..size]));
    }
}
