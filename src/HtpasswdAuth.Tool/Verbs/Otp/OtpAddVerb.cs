using System.CommandLine;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tool;

internal static class OtpAddVerb
{
    private static readonly string[] Algorithms = ["SHA1", "SHA256", "SHA512"];

    public static Command Create(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var digits = new Option<int>("--digits") { Description = "6 to 8.", DefaultValueFactory = _ => OtpParameters.Default.Digits };
        var period = new Option<int>("--period") { Description = "Seconds a code is good for, 15 to 300.", DefaultValueFactory = _ => OtpParameters.Default.Period };
        var algorithm = new Option<string>("--algorithm") { Description = "The HMAC.", DefaultValueFactory = _ => Algorithms[0] };
        algorithm.AcceptOnlyFromAmong(Algorithms);
        var counted = new Option<bool>("--hotp") { Description = "Count codes and not time: for tokens with a button." };
        var input = new Option<bool>("--stdin") { Description = "Take the secret, in base32, from the prompt or a line of standard input." };
        var replace = new Option<bool>("--replace") { Description = "Replace the secret of a user who is enrolled." };
        var verb = new Command("add", "Enrol a user: prints address, key and recovery codes once.") { user, digits, period, algorithm, counted, input, replace };
        var pictures = new OtpPictureOptions(verb);
        verb.SetAction(result => options.Change(console, result, site =>
        {
            var parameters = new OtpParameters
            {
                Type = result.GetValue(counted) ? OtpType.Hotp : OtpType.Totp,
                Algorithm = (OtpAlgorithm)Array.IndexOf(Algorithms, result.GetValue(algorithm)),
                Digits = result.GetValue(digits),
                Period = result.GetValue(period),
            };
            using OtpPictureFiles files = pictures.OpenFiles(result);
            int exitCode = Run(site, result.GetValue(user)!, parameters, result.GetValue(input), result.GetValue(replace), (enrolment, secret) =>
                pictures.Show(site, result, files, enrolment, secret, enrolment.Counter));
            files.Keep();
            return exitCode;
        }));
        return verb;
    }

    private static int Run(OtpSite site, string user, OtpParameters parameters, bool fromInput, bool replace, Action<OtpEnrolment, byte[]> show)
    {
        site.Require(user);
        if (!parameters.IsValid)
        {
            throw new VerbException(ExitCodes.Syntax, "--digits takes 6 to 8, --period 15 to 300. See \"htauth otp add --help\".");
        }

        RefuseIfEnrolled(site.Find(user), replace);
        if (parameters.Type == OtpType.Totp && parameters != OtpParameters.Default)
        {
            site.Warn("some apps ignore what is not SHA1, 6 digits and 30 seconds; try a code with \"htauth otp check\"");
        }

        byte[] secret = fromInput ? ReadSecret(site.Console) : RandomNumberGenerator.GetBytes(LengthFor(parameters.Algorithm));
        try
        {
            string[] codes = RecoveryCodes.Generate();
            OtpKeyRing keys = site.LoadOrCreateKeys();
            OtpEnrolment enrolment = OtpEnrolment.Create(user, secret, parameters, site.Now, keys).WithRecoveryCodes(codes, keys);
            void Show()
            {
                show(enrolment, secret);
                RecoveryOutput.Write(site, codes);
            }

            site.UpdateAndShow(user, Show, held =>
            {
                RefuseIfEnrolled(held, replace);
                return held with { Enrolment = enrolment, Ticket = null };
            });
            return ExitCodes.Success;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static void RefuseIfEnrolled(OtpUser held, bool replace)
    {
        if (held.Enrolment is { } enrolment && !replace)
        {
            throw new VerbException(
                ExitCodes.ProblemsFound,
                $"{SafeText.Show(held.Name)} is enrolled since {ShownTime.Day(enrolment.Created)}; \"htauth otp show\" shows the secret again, --replace makes a new one");
        }
    }

    /// <summary>As long as the hash, as RFC 4226 and RFC 6238 want it.</summary>
    private static int LengthFor(OtpAlgorithm algorithm) => algorithm switch
    {
        OtpAlgorithm.Sha512 => SHA512.HashSizeInBytes,
        OtpAlgorithm.Sha256 => SHA256.HashSizeInBytes,
        _ => SHA1.HashSizeInBytes,
    };

    private static byte[] ReadSecret(IConsole console)
    {
        byte[] line = PasswordInput.Read(console, "Secret in base32: ");
        char[] text = Encoding.UTF8.GetChars(line);
        try
        {
            return Base32.TryDecode(text, out byte[]? secret) && secret.Length is >= 10 and <= 128
                ? secret
                : throw new VerbException(ExitCodes.General, "that was not base32 of 16 to 205 characters");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
            Array.Clear(text);
        }
    }
}
