using System.CommandLine;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tool;

internal static class OtpExportVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        var file = new Argument<string?>("FILE") { Description = "A new file, which only you can read; standard output without it.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> format = OtpFormats.Option("What to write; otpauth by default.");
        var user = new Option<string?>("--user", "-u") { Description = "One user; all without it." };
        var issuer = new Option<string?>("--issuer") { Description = "The name of the site, for formats that hold one." };
        var verb = new Command("export", "Write all secrets, in the clear, as another system reads them.") { file, format, user, issuer };
        verb.SetAction(result => options.Read(console, result, site =>
            Run(site, result.GetValue(file), OtpFormats.Parse(result.GetValue(format)) ?? OtpImportFormat.OtpAuthUris, result.GetValue(user), result.GetValue(issuer))));
        return verb;
    }

    private static int Run(OtpSite site, string? path, OtpImportFormat format, string? user, string? issuer)
    {
        using SecretFile? file = SecretFile.Open(path);
        if (user is not null)
        {
            site.FindEnrolment(user);
        }

        List<OtpImportProblem> problems = [];
        List<ImportedOtp> entries = [];
        List<byte[]> secrets = [];
        OtpExportResult written;
        try
        {
            Read(site, user, problems, (enrolment, state, secret) =>
            {
                secrets.Add(secret);
                entries.Add(Describe(site, format, enrolment, state, secret) with { Issuer = issuer });
            });
            written = OtpImport.Write(format, entries);
        }
        finally
        {
            secrets.ForEach(secret => CryptographicOperations.ZeroMemory(secret));
        }

        problems.AddRange(written.Problems);
        problems.ForEach(problem => site.Warn($"{(problem.User is null ? "" : SafeText.Show(problem.User) + ": ")}{problem.Message}"));
        Put(site, path, file, written.Content.Span);
        return problems.Count > 0 ? ExitCodes.ProblemsFound : ExitCodes.Success;
    }

    private static void Put(OtpSite site, string? path, SecretFile? file, ReadOnlySpan<byte> content)
    {
        if (path is null || file is null)
        {
            site.Console.Output.Write(content);
            site.Console.Output.Flush();
            return;
        }

        file.Write(content);
        file.Keep();
        site.Warn($"{SafeText.Show(path)} holds secrets in the clear; delete it as soon as it was read");
    }

    private static void Read(
        OtpSite site, string? user, List<OtpImportProblem> problems, Action<OtpEnrolment, OtpUserState, byte[]> take)
    {
        OtpStateFile state = site.LoadState();
        List<OtpEnrolment> enrolments =
            [.. site.LoadSecrets().Users.Select(held => held.Enrolment).OfType<OtpEnrolment>().Where(enrolment => user is null || enrolment.User == user)];
        if (enrolments.Count == 0)
        {
            throw new VerbException(ExitCodes.ProblemsFound, "nobody is enrolled; there is nothing to export");
        }

        OtpKeyRing keys = site.LoadKeys();
        foreach (OtpEnrolment enrolment in enrolments)
        {
            if (enrolment.TryReveal(keys, out byte[]? secret))
            {
                take(enrolment, state.Find(enrolment.User), secret);
            }
            else
            {
                problems.Add(new(0, enrolment.User, "the secret cannot be decrypted; left out"));
            }
        }
    }

    private static ImportedOtp Describe(OtpSite site, OtpImportFormat format, OtpEnrolment enrolment, OtpUserState state, byte[] secret)
    {
        bool isTotp = enrolment.Parameters.Type == OtpType.Totp;
        bool wasUsed = isTotp && state.EnrolmentId == enrolment.Id && state.LastStep >= 0;
        bool hasPassword = format == OtpImportFormat.Tinyauth & site.Users.TryFind(Encoding.UTF8.GetBytes(enrolment.User), out HtpasswdEntry entry);
        return new ImportedOtp
        {
            User = enrolment.User,
            Secret = secret,
            Parameters = enrolment.Parameters,
            Counter = isTotp ? 0 : OtpSite.NextCounter(enrolment, state),
            PasswordHash = hasPassword ? Encoding.UTF8.GetString(entry.Hash.Span) : null,
            Created = enrolment.Created,
            LastUsed = wasUsed ? DateTimeOffset.FromUnixTimeSeconds(state.LastStep * enrolment.Parameters.Period) : null,
            UsedSteps = wasUsed ? [state.LastStep] : [],
        };
    }
}
