using System.Security.Cryptography;

namespace HtpasswdAuth.Tool;

/// <summary>The picture files that a call asked for. They are there, and empty, before anything is changed.</summary>
internal sealed class OtpPictureFiles : IDisposable
{
    private readonly SecretFile? _png;
    private readonly SecretFile? _svg;

    public OtpPictureFiles(string? png, string? svg)
    {
        _png = SecretFile.Open(png);
        try
        {
            _svg = SecretFile.Open(svg);
        }
        catch
        {
            _png?.Dispose();
            throw;
        }
    }

    public void Write(string address)
    {
        Write(_png, QrPicture.ToPng, address);
        Write(_svg, QrPicture.ToSvg, address);
    }

    /// <summary>Says that what the pictures show is so: they stay.</summary>
    public void Keep()
    {
        _png?.Keep();
        _svg?.Keep();
    }

    public void Dispose()
    {
        _png?.Dispose();
        _svg?.Dispose();
    }

    private static void Write(SecretFile? file, Func<string, byte[]> draw, string address)
    {
        if (file is null)
        {
            return;
        }

        byte[] picture = draw(address);
        try
        {
            file.Write(picture);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(picture);
        }
    }
}
