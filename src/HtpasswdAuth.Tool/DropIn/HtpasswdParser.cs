using System.Globalization;

namespace HtpasswdAuth.Tool;

/// <summary>Reads the command line of <c>htpasswd</c> (<c>check_args</c> and <c>parse_common_options</c> of Apache's sources).</summary>
internal sealed class HtpasswdParser(IConsole console, string program)
{
    private const int MaxLength = 255;
    private const int MaxPathLength = 4095;
    private const string Options = "cnmspdBbDi25C:r:v";

    public HtpasswdArguments Parse(string[] words)
    {
        var result = new HtpasswdArguments { IsCompatible = console.GetEnvironmentVariable("HTAUTH_COMPAT") == "apache" };
        var getopt = new ApacheGetopt(program, Options, words);
        while (getopt.TryRead(out char option, out string? argument))
        {
            Apply(result, option, argument);
        }

        if (getopt.Error is { } error)
        {
            console.Error.WriteBytes(error);
            throw Usage();
        }

        if (!int.IsPow2((int)result.Mode) && result.Mode != HtpasswdMode.None)
        {
            throw Fail(ExitCodes.Syntax, "only one of -c -n -v -D may be specified");
        }

        ReadOperands(result, words.AsSpan(getopt.Index));
        CheckRounds(result);
        return result;
    }

    private void Apply(HtpasswdArguments result, char option, string? argument)
    {
        switch (option)
        {
            case 'c' or 'n' or 'D' or 'v':
                result.Mode |= ToMode(option);
                break;
            case 'b':
                result.Source = PasswordSource.Argument;
                break;
            case 'i':
                result.Source = PasswordSource.StandardInput;
                break;
            case 'C' or 'r':
                result.Cost = ParseCost(argument!);
                break;
            default:
                result.Algorithm = ToAlgorithm(option);
                if (option == 'p' && !OperatingSystem.IsWindows())
                {
                    console.Error.WriteBytes("Warning: storing passwords as plain text might just not work on this platform.\n");
                }

                break;
        }
    }

    private static HtpasswdMode ToMode(char option) => option switch
    {
        'c' => HtpasswdMode.NewFile,
        'n' => HtpasswdMode.NoFile,
        'D' => HtpasswdMode.Delete,
        _ => HtpasswdMode.Verify,
    };

    private static PasswordHashAlgorithm ToAlgorithm(char option) => option switch
    {
        'B' => PasswordHashAlgorithm.Bcrypt,
        '2' => PasswordHashAlgorithm.Sha256Crypt,
        '5' => PasswordHashAlgorithm.Sha512Crypt,
        'd' => PasswordHashAlgorithm.DesCrypt,
        's' => PasswordHashAlgorithm.Sha1,
        'p' => PasswordHashAlgorithm.Plaintext,
        _ => PasswordHashAlgorithm.Apr1,
    };

    /// <summary>C's <c>strtol</c>, cast to an int: white space before it, a sign, and what is too long is cut to the lower bits.</summary>
    private int ParseCost(string text)
    {
        string digits = text.TrimStart(' ', '\t', '\n', '\v', '\f', '\r');
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        if (Int128.TryParse(digits.Length > 30 ? digits[..30] : digits, Style, CultureInfo.InvariantCulture, out Int128 number) && number > 0)
        {
            return unchecked((int)(long)Int128.Min(number, long.MaxValue));
        }

        throw Fail(ExitCodes.Syntax, "argument to -C/-r must be a positive integer");
    }

    private void ReadOperands(HtpasswdArguments result, ReadOnlySpan<string> operands)
    {
        int expected = (result.Has(HtpasswdMode.NoFile) ? 1 : 2) + (result.Source == PasswordSource.Argument ? 1 : 0);
        if (operands.Length != expected)
        {
            throw Usage();
        }

        if (!result.Has(HtpasswdMode.NoFile))
        {
            result.File = operands[0];
            operands = operands[1..];
            if (result.File.Length > MaxPathLength)
            {
                throw Fail(ExitCodes.Overflow, "filename too long");
            }
        }

        result.User = operands[0];
        CheckUser(result);
        if (result.Source == PasswordSource.Argument)
        {
            result.Password = operands[1];
            if (result.Password.Length > MaxLength)
            {
                throw Fail(ExitCodes.Overflow, $"password too long (> {MaxLength + 1})");
            }
        }
    }

    private void CheckUser(HtpasswdArguments result)
    {
        string user = result.User;
        if (user.Length > MaxLength)
        {
            throw Fail(ExitCodes.Overflow, $"username too long (> {MaxLength})");
        }

        if (user.Contains(':'))
        {
            throw Fail(ExitCodes.BadUser, "username contains illegal character ':'");
        }

        // One that got into a file by other means can still be deleted.
        if (!result.Has(HtpasswdMode.Delete | HtpasswdMode.Verify) && UserNameRules.Complaint(user, result.IsCompatible) is { } complaint)
        {
            throw Fail(ExitCodes.BadUser, complaint);
        }
    }

    private void CheckRounds(HtpasswdArguments result)
    {
        bool hashes = !result.Has(HtpasswdMode.Delete | HtpasswdMode.Verify);
        if (hashes && result.UsesShaCrypt && !result.IsCompatible && result.Cost is not 0 and (< 1_000 or > 999_999_999))
        {
            throw Fail(ExitCodes.Syntax, "argument to -r must be from 1000 to 999999999");
        }
    }

    private DropInException Fail(int exitCode, string message) => new(exitCode, $"{program}: {message}\n");

    private static DropInException Usage() => new(ExitCodes.Syntax, HtpasswdUsage.Text);
}
