using System.CommandLine;
using System.Security.Cryptography;

namespace HtpasswdAuth.Tool;

internal static class OtpImportVerb
{
    private const string StandardInput = "-";

    public static Command Create(IConsole console, OtpOptions options)
    {
        var file = new Argument<string>("FILE") { Description = $"The file of another system; \"{StandardInput}\" for standard input." };
        Option<string?> format = OtpFormats.Option("What it is, where its content does not tell.");
        var user = new Option<string?>("--user", "-u") { Description = "Only this user; with Google's file, which names none, whose it is." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done." };
        var replace = new Option<bool>("--replace") { Description = "Replace the secrets of users who are enrolled." };
        var setPasswords = new Option<bool>("--set-passwords") { Description = "Take PINs of mod_authn_otp and hashes of tinyauth over into the password file." };
        var verb = new Command("import", "Take secrets over from another system.") { file, format, user, dryRun, replace, setPasswords };
        verb.SetAction(result =>
        {
            int Import(OtpSite site)
            {
                var importer = new OtpImporter(site, result.GetValue(replace), result.GetValue(setPasswords), result.GetValue(dryRun));
                return Run(site, importer, result.GetValue(file)!, OtpFormats.Parse(result.GetValue(format)), result.GetValue(user));
            }

            return result.GetValue(dryRun) ? options.Read(console, result, Import) : options.Change(console, result, Import);
        });
        return verb;
    }

    private static int Run(OtpSite site, OtpImporter importer, string path, OtpImportFormat? format, string? user)
    {
        byte[] content = ReadFile(site.Console, path);
        try
        {
            OtpImportFormat known = format
                ?? (OtpImport.TryDetect(content, out OtpImportFormat detected) ? detected : throw Unknown(path));
            if (known == OtpImportFormat.GoogleAuthenticator && string.IsNullOrEmpty(user))
            {
                throw new VerbException(ExitCodes.Syntax, "Google's file does not say whose it is; name the user with --user");
            }

            OtpImportResult read = OtpImport.Read(known, content, user);
            return importer.Run(read, SafeText.Show(path), user);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static VerbException Unknown(string path) =>
        new(ExitCodes.InvalidFile, $"{SafeText.Show(path)}: none of the formats that are known; if you know which it is, say so with --format");

    /// <summary>No more than one byte beyond what is read, so that the reader can say that it is too much.</summary>
    private static byte[] ReadFile(IConsole console, string path) => VerbException.Guard(path, () =>
    {
        using Stream? opened = path == StandardInput ? null : File.OpenRead(path);
        byte[] content = new byte[OtpImport.MaxBytes + 1];
        int length = (opened ?? console.Input).ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        byte[] read = content[..length];
        CryptographicOperations.ZeroMemory(content);
        return read;
    });
}
