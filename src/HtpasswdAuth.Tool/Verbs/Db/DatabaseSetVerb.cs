using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

internal static class DatabaseSetVerb
{
    public static Command Create(IConsole console, DatabaseOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("set", "Add a user, or set another password, read from the prompt or a line of standard input. Hashed with bcrypt.") { user };
        verb.SetAction(result => options.Run(console, result, database => RunAsync(console, database, result.GetValue(user)!)));
        return verb;
    }

    private static async Task<int> RunAsync(IConsole console, HtpasswdDatabase database, string user)
    {
        byte[] name = Encoding.UTF8.GetBytes(user);
        if (!HtpasswdFileEditor.IsUsableUserName(name))
        {
            throw new VerbException(ExitCodes.BadUser, $"{SafeText.Show(user)} can be no user's name: it is empty, begins with #, or holds a colon or a control character");
        }

        byte[] line = [.. name, (byte)':', .. Encoding.ASCII.GetBytes(Hash(console)), (byte)'\n'];
        using var file = new MemoryStream(line);
        HtpasswdImportResult result = await database.ImportAsync(file).ConfigureAwait(false);
        console.Error.WriteText(result.Added == 1 ? $"Adding password for user {SafeText.Show(user)}\n" : $"Updating password for user {SafeText.Show(user)}\n");
        return ExitCodes.Success;
    }

    private static string Hash(IConsole console)
    {
        byte[] password = PasswordInput.Read(console, "New password: ");
        byte[] again = console.IsInputTerminal ? console.ReadPassword("Re-type new password: ") : [.. password];
        try
        {
            if (!password.AsSpan().SequenceEqual(again))
            {
                throw new VerbException(ExitCodes.PasswordMismatch, "password verification error: the two are not the same");
            }

            using Progress progress = Progress.Start(console, "Hashing");
            return PasswordHash.Create(password, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt));
        }
        catch (ArgumentException)
        {
            throw new VerbException(ExitCodes.Overflow, $"the password is longer than the {PasswordHash.MaxBcryptPasswordBytes} bytes that bcrypt reads, or holds a NUL; choose another");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
            CryptographicOperations.ZeroMemory(again);
        }
    }
}
