namespace HtpasswdAuth.Tool;

/// <summary>Makes the hash that the options ask for (<c>mkhash</c> of Apache's sources).</summary>
internal sealed class HtpasswdHash(IConsole console, string program)
{
    private const int DefaultBcryptCost = 5;
    private const int MinBcryptCost = 4;
    private const int MaxBcryptCost = 17;
    private const int DesPasswordLength = 8;

    /// <summary>What crypt returns for a setting it does not know: an account that nobody can sign in to.</summary>
    private const string DeadHash = "*0";

    public string Create(HtpasswdArguments arguments, byte[] password)
    {
        if (arguments.Algorithm == PasswordHashAlgorithm.Plaintext)
        {
            return CreatePlaintext(arguments, password);
        }

        int? cost = CheckCost(arguments);
        if (cost is < 0)
        {
            return DeadHash;
        }

        if (arguments.Algorithm == PasswordHashAlgorithm.Bcrypt && password.Length > PasswordHash.MaxBcryptPasswordBytes && !arguments.IsCompatible)
        {
            throw Fail(ExitCodes.Overflow, $"password too long for -B (> {PasswordHash.MaxBcryptPasswordBytes}); use a shorter one, or -5");
        }

        string hash = PasswordHash.Create(password, new PasswordHashParameters(arguments.Algorithm, cost) { AllowTruncation = true });
        if (arguments.Algorithm == PasswordHashAlgorithm.DesCrypt && password.Length > DesPasswordLength)
        {
            console.Error.WriteBytes("Warning: Password truncated to 8 characters by CRYPT algorithm.\n");
        }

        return hash;
    }

    private string CreatePlaintext(HtpasswdArguments arguments, byte[] password)
    {
        bool injects = password.AsSpan().Contains((byte)'\n') && !(arguments.IsCompatible && arguments.Has(HtpasswdMode.NoFile));
        return injects
            ? throw Fail(ExitCodes.General, "password contains a newline, which plain text cannot hold; use another algorithm")
            : ByteText.FromBytes(password);
    }

    /// <returns><see langword="null"/> for the default; -1 where crypt would fail.</returns>
    private int? CheckCost(HtpasswdArguments arguments)
    {
        int cost = arguments.Cost;
        if (arguments.UsesShaCrypt)
        {
            return cost switch
            {
                0 => null,
                < 1_000 or > 999_999_999 => -1,
                _ => cost,
            };
        }

        if (arguments.Algorithm != PasswordHashAlgorithm.Bcrypt)
        {
            return null;
        }

        cost = cost == 0 ? DefaultBcryptCost : cost;
        return cost is >= MinBcryptCost and <= MaxBcryptCost
            ? cost
            : throw Fail(ExitCodes.PasswordMismatch, "Unable to encode with bcrypt: Invalid argument");
    }

    private DropInException Fail(int exitCode, string message) => new(exitCode, $"{program}: {message}\n");
}
