using HtpasswdAuth.Testing;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>Reads a QR code as a phone's camera does: from what is seen on the screen.</summary>
internal static class QrPicture
{
    public static async Task<string> ReadAsync(IPage page, ColorScheme scheme)
    {
        using var directory = new TempDirectory();
        string path = directory.File("qr.png");
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        ILocator picture = page.GetByRole(AriaRole.Img, new() { Name = "QR code with the key below" });
        await picture.ScreenshotAsync(new() { Path = path });
        return ExternalTool.Run("zbarimg", ["--quiet", "--raw", path]).Output.TrimEnd('\n');
    }
}
