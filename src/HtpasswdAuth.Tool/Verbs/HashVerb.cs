using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class HashVerb
{
    private const string Auto = "auto";
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(250);

    private static readonly string[] Names = ["bcrypt", "sha512", "sha256", "apr1", "md5", "sha1", "ssha", "des"];

    public static Command Create(IConsole console)
    {
        var algorithm = new Option<string>("--algorithm", "-a") { Description = "The scheme.", DefaultValueFactory = _ => Names[0] };
        algorithm.AcceptOnlyFromAmong(Names);
        var cost = new Option<string?>("--cost", "-c") { Description = $"bcrypt: 4 to 31, or \"{Auto}\" for about {Target.TotalMilliseconds} ms on this machine; SHA-crypt: the rounds." };
        cost.CompletionSources.Add(Auto);
        var verb = new Command("hash", "Print the hash of a password from the prompt or a line of standard input.") { algorithm, cost };
        verb.SetAction(result => Run(console, ToAlgorithm(result.GetValue(algorithm)!), result.GetValue(cost)));
        return verb;
    }

    private static int Run(IConsole console, PasswordHashAlgorithm algorithm, string? costText)
    {
        console.OnInterruption(() => ExitCodes.Interrupted);
        if (!TryReadCost(console, algorithm, costText, out int? cost))
        {
            console.Error.WriteText($"htauth: --cost takes a number, or \"{Auto}\" with bcrypt. See \"htauth hash --help\".\n");
            return ExitCodes.Syntax;
        }

        byte[] password = PasswordInput.Read(console, "Password: ");
        try
        {
            using Progress progress = Progress.Start(console, "Hashing");
            string hash = PasswordHash.Create(password, new PasswordHashParameters(algorithm, cost));
            progress.Dispose();
            console.Output.WriteText(hash + "\n");
            return ExitCodes.Success;
        }
        catch (ArgumentException exception)
        {
            // Its first line names lengths and limits only.
            console.Error.WriteText($"htauth: {exception.Message.Split(" (Parameter", 2)[0].Split('\n')[0]}\n");
            return exception is ArgumentOutOfRangeException ? ExitCodes.Syntax : ExitCodes.Overflow;
        }
        finally
        {
            Array.Clear(password);
        }
    }

    private static bool TryReadCost(IConsole console, PasswordHashAlgorithm algorithm, string? text, out int? cost)
    {
        cost = null;
        if (text == Auto && algorithm == PasswordHashAlgorithm.Bcrypt)
        {
            using Progress progress = Progress.Start(console, "Measuring this machine");
            cost = PasswordHash.Calibrate(Target);
            return true;
        }

        bool isNumber = int.TryParse(text, out int number);
        cost = isNumber ? number : null;
        return text is null || isNumber;
    }

    private static PasswordHashAlgorithm ToAlgorithm(string name) => name switch
    {
        "sha512" => PasswordHashAlgorithm.Sha512Crypt,
        "sha256" => PasswordHashAlgorithm.Sha256Crypt,
        "apr1" => PasswordHashAlgorithm.Apr1,
        "md5" => PasswordHashAlgorithm.Md5Crypt,
        "sha1" => PasswordHashAlgorithm.Sha1,
        "ssha" => PasswordHashAlgorithm.SaltedSha1,
        "des" => PasswordHashAlgorithm.DesCrypt,
        _ => PasswordHashAlgorithm.Bcrypt,
    };
}
