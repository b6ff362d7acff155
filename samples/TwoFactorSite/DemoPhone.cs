using HtpasswdAuth;
using HtpasswdAuth.Sqlite;
using QRCoder;

namespace TwoFactorSite;

/// <summary>
/// Prints what the demo user's phone needs. A real site never does this: its secrets are shown once, to their owner, when they enrol.
/// </summary>
internal static class DemoPhone
{
    public static async Task ShowAsync(string directory, string user, string issuer)
    {
        AccountFiles files = AccountFiles.Beside(Path.Combine(directory, "users.htpasswd"));
        using var database = new HtpasswdAccountDatabase(files);
        if (!(await database.ReadOtpSecretsAsync()).TryFind(user, out OtpUser? held)
            || held.Enrolment is not { } enrolment
            || !enrolment.TryReveal(OtpKeyRing.Load(files.Factor.Keys), out byte[]? secret))
        {
            Console.WriteLine($"{user} has no second factor any more; 'git clean -fX .' in this folder brings the demo's back.");
            return;
        }

        using QRCodeData code = QRCodeGenerator.GenerateQrCode(
            new OtpAuthUri(user, secret, enrolment.Parameters, issuer).Format(), QRCodeGenerator.ECCLevel.M);
        using var picture = new AsciiQRCode(code);
        Console.OutputEncoding = System.Text.Encoding.UTF8;

        // Whatever the colours of the terminal: phones read dark on light only.
        (Console.BackgroundColor, Console.ForegroundColor) = (ConsoleColor.Black, ConsoleColor.White);
        Console.WriteLine(picture.GetGraphicSmall());
        Console.ResetColor();
        Console.WriteLine($"""

            The phone of {user}, for this demo only. Scan the code with an authenticator app, type {Base32.Encode(secret)} into one, or:
                oathtool --totp --base32 {Base32.Encode(secret)}

            """);
    }
}
