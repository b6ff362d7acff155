using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tool;

internal static class OtpCheckVerb
{
    private const int Window = 1;
    private const int FarWindow = 20;
    private const int LookAhead = 10;
    private const int FarLookAhead = 100;

    public static Command Create(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var code = new Argument<string?>("CODE") { Description = "The code; without it, from the prompt or a line of standard input.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Command("check", "Try a code without using it up, and tell how far off the phone's clock is. Exits with 0 or 3.") { user, code };
        verb.SetAction(result => options.Read(console, result, site => Run(site, result.GetValue(user)!, result.GetValue(code))));
        return verb;
    }

    private static int Run(OtpSite site, string user, string? typed)
    {
        site.Require(user);
        OtpEnrolment enrolment = site.FindEnrolment(user);
        OtpUserState state = site.LoadState().Find(user);
        byte[] secret = site.Reveal(enrolment, site.LoadKeys());
        try
        {
            string code = typed ?? Encoding.UTF8.GetString(PasswordInput.Read(site.Console, "Code: "));
            return enrolment.Parameters.Type == OtpType.Hotp
                ? CheckCount(site, enrolment, state, secret, code)
                : CheckTime(site, enrolment, state, secret, code);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static int CheckTime(OtpSite site, OtpEnrolment enrolment, OtpUserState state, byte[] secret, string code)
    {
        OtpParameters parameters = enrolment.Parameters;
        DateTimeOffset now = site.Now;
        bool isNear = Totp.TryVerify(secret, code, now, Window, parameters, out long step);
        if (!isNear && !Totp.TryVerify(secret, code, now, FarWindow, parameters, out step))
        {
            site.Say($"wrong: neither the code of now nor one of the {FarWindow} before and after it");
            return ExitCodes.PasswordMismatch;
        }

        long offset = step - Totp.GetStep(now, parameters);
        string clock = offset == 0 ? "" : $": the phone's clock is {Minutes(Math.Abs(offset) * parameters.Period)} {(offset > 0 ? "ahead" : "behind")}";
        if (!isNear)
        {
            site.Say($"too far off{clock}; have the phone set its time by itself");
            return ExitCodes.PasswordMismatch;
        }

        site.Say(state.IsUnused(enrolment.Id, step)
            ? $"right{(offset < 0 ? ", the one before" : clock)}"
            : "right, but used already: a sign-in needs the next one");
        return ExitCodes.Success;
    }

    private static int CheckCount(OtpSite site, OtpEnrolment enrolment, OtpUserState state, byte[] secret, string code)
    {
        long expected = OtpSite.NextCounter(enrolment, state);
        if (!Hotp.TryVerify(secret, code, expected, FarLookAhead, enrolment.Parameters, out long counter))
        {
            site.Say($"wrong: none of the next {FarLookAhead} codes, or used already");
            return ExitCodes.PasswordMismatch;
        }

        long ahead = counter - expected;
        site.Say(ahead == 0 ? "right" : string.Create(CultureInfo.InvariantCulture, $"{(ahead <= LookAhead ? "right" : "too far off")}: the token is {ahead} codes ahead"));
        return ahead <= LookAhead ? ExitCodes.Success : ExitCodes.PasswordMismatch;
    }

    private static string Minutes(long seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00} min");
}
