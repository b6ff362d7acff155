using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Enrols the users of another system's file. All of them in one step, or nobody if that fails.</summary>
internal sealed class OtpImporter(OtpSite site, bool replace, bool setPasswords, bool dryRun)
{
    private int _problems;

    /// <param name="read">What the file gave.</param>
    /// <param name="file">Its name, fit for a terminal.</param>
    /// <param name="user">The only user wanted; <see langword="null"/> for all.</param>
    public int Run(OtpImportResult read, string file, string? user)
    {
        foreach (OtpImportProblem problem in read.Problems.Where(problem => user is null || problem.User is null || problem.User == user))
        {
            _problems++;
            string place = problem.Line > 0 ? $"{file}:{problem.Line}" : file;
            site.Warn($"{place}: {(problem.User is null ? "" : SafeText.Show(problem.User) + ": ")}{problem.Message}");
        }

        OtpSecretsFile held = site.LoadSecrets();
        List<ImportedOtp> wanted = [.. read.Entries.Where(entry => (user is null || entry.User == user) && IsAccepted(entry, held))];
        wanted.ForEach(Tell);
        if (dryRun)
        {
            wanted.ForEach(entry => site.Say(SafeText.Show(entry.User)));
        }
        else if (wanted.Count > 0)
        {
            Apply(wanted);
        }

        site.Warn($"{wanted.Count} {(wanted.Count == 1 ? "user" : "users")} {(dryRun ? "would be" : wanted.Count == 1 ? "was" : "were")} imported");
        return _problems > 0 || wanted.Count == 0 ? ExitCodes.ProblemsFound : ExitCodes.Success;
    }

    private bool IsAccepted(ImportedOtp entry, OtpSecretsFile held)
    {
        bool isEnrolled = held.TryFind(entry.User, out OtpUser? known) && known.Enrolment is not null;
        string? refusal = (entry.Secret.IsEmpty, isEnrolled, site.Knows(entry.User) || TakesPassword(entry)) switch
        {
            (true, _, _) when !setPasswords => "has only a password; --set-passwords takes it over",
            (_, _, false) => $"is not in {site.Place}; set a password first",
            (false, true, _) when !replace => "is enrolled already; --replace takes the other secret",
            _ => null,
        };
        if (refusal is not null)
        {
            _problems++;
            site.Warn($"{SafeText.Show(entry.User)} {refusal}");
        }

        return refusal is null;
    }

    private bool TakesPassword(ImportedOtp entry) => setPasswords && (entry.PasswordHash ?? entry.Pin) is not null;

    /// <summary>What will be otherwise than it was.</summary>
    private void Tell(ImportedOtp entry)
    {
        string name = SafeText.Show(entry.User);
        if (entry.Pin is not null && !setPasswords)
        {
            site.Warn($"{name}: the PIN was not taken over, the password counts; --set-passwords makes the PIN the password");
        }

        if (entry.PasswordHash is not null && !setPasswords)
        {
            site.Warn($"{name}: the password hash was not taken over; --set-passwords does that");
        }

        if (entry.IsWithoutPassword)
        {
            site.Warn($"{name}: needed no password there; here the one in {site.Place} is asked for");
        }

        if (entry.ClockOffset != 0)
        {
            site.Warn($"{name}: the device's clock was {Math.Abs((long)entry.ClockOffset)} steps {(entry.ClockOffset > 0 ? "ahead" : "behind")}; set it right, or no code will be accepted");
        }
    }

    /// <summary>Secrets before passwords: who gets a password here must not be let in by it alone meanwhile.</summary>
    private void Apply(List<ImportedOtp> entries)
    {
        List<(byte[] User, string Hash)> passwords = setPasswords ? Hash(entries) : [];
        List<ImportedOtp> secrets = entries.FindAll(entry => !entry.Secret.IsEmpty);
        if (secrets.Count > 0)
        {
            Enrol(secrets);
        }

        if (passwords.Count > 0)
        {
            site.SetHashes(passwords);
        }
    }

    private void Enrol(List<ImportedOtp> entries)
    {
        using Progress progress = Progress.Start(site.Console, "Encrypting");
        OtpKeyRing keys = site.LoadOrCreateKeys();
        List<OtpEnrolment> enrolments = entries.ConvertAll(entry => Encrypt(entry, keys));
        site.UpdateAll(file => file.With(enrolments.Select(enrolment => Put(file, enrolment))));
        foreach ((ImportedOtp entry, OtpEnrolment enrolment) in entries.Zip(enrolments).Where(pair => !pair.First.UsedSteps.IsEmpty))
        {
            site.UpdateState(entry.User, state => state.IsUnused(enrolment.Id, entry.UsedSteps.Max())
                ? state.WithAccepted(enrolment.Id, entry.UsedSteps.Max(), device: null)
                : state);
        }
    }

    private OtpUser Put(OtpSecretsFile file, OtpEnrolment enrolment)
    {
        OtpUser user = file.TryFind(enrolment.User, out OtpUser? found) ? found : new OtpUser(enrolment.User);
        return user.Enrolment is null || replace
            ? user with { Enrolment = enrolment, Ticket = null }
            : throw new VerbException(ExitCodes.ProblemsFound, $"{SafeText.Show(enrolment.User)} was enrolled just now by somebody else; nobody was imported, try again");
    }

    private OtpEnrolment Encrypt(ImportedOtp entry, OtpKeyRing keys)
    {
        var enrolment = OtpEnrolment.Create(entry.User, entry.Secret.Span, entry.Parameters, entry.Created ?? site.Now, keys, entry.Counter);
        return entry.RecoveryCodes.IsEmpty ? enrolment : enrolment.WithRecoveryCodes(entry.RecoveryCodes, keys);
    }

    /// <summary>Before anything is locked: bcrypt takes its time.</summary>
    private List<(byte[] User, string Hash)> Hash(List<ImportedOtp> entries)
    {
        using Progress progress = Progress.Start(site.Console, "Hashing");
        List<(byte[] User, string Hash)> passwords = [];
        foreach (ImportedOtp entry in entries.Where(TakesPassword))
        {
            passwords.Add((Encoding.UTF8.GetBytes(entry.User), entry.PasswordHash ?? HashPin(entry.Pin!)));
        }

        return passwords;
    }

    private static string HashPin(string pin)
    {
        byte[] password = Encoding.UTF8.GetBytes(pin);
        try
        {
            return PasswordHash.Create(password, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt));
        }
        catch (ArgumentException)
        {
            throw new VerbException(ExitCodes.Overflow, $"a PIN is longer than the {PasswordHash.MaxBcryptPasswordBytes} bytes that bcrypt reads; import without --set-passwords");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }
}
