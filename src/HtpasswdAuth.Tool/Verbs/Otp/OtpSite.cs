using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>A site's files, and what of them goes wrong in the words of the verbs.</summary>
internal sealed class OtpSite(IConsole console, string userFile, OtpFiles files)
{
    private HtpasswdFile? _users;

    public IConsole Console => console;

    public string UserFile => userFile;

    public OtpFiles Files => files;

    public DateTimeOffset Now => console.Time.GetUtcNow();

    public HtpasswdFile Users => _users ??= VerbException.Guard(userFile, () => HtpasswdFile.Load(userFile));

    public bool Knows(string user) => Users.TryFind(Encoding.UTF8.GetBytes(user), out _);

    /// <summary>A mistyped name must not get a secret of its own.</summary>
    public void Require(string user)
    {
        if (!Knows(user))
        {
            throw new VerbException(ExitCodes.BadUser, $"{SafeText.Show(user)} is not in {SafeText.Show(userFile)}; check the name, or set a password first");
        }
    }

    public OtpSecretsFile LoadSecrets() =>
        VerbException.Guard(files.Secrets, () => File.Exists(files.Secrets) ? OtpSecretsFile.Load(files.Secrets) : OtpSecretsFile.Empty);

    public OtpStateFile LoadState() =>
        VerbException.Guard(files.State, () => File.Exists(files.State) ? OtpStateFile.Load(files.State) : OtpStateFile.Empty);

    public OtpKeyRing LoadKeys() => VerbException.Guard(files.Keys, () => OtpKeyRing.Load(files.Keys));

    /// <summary>A new key would have the id of one that was lost, and hide that it was.</summary>
    public OtpKeyRing LoadOrCreateKeys()
    {
        if (!File.Exists(files.Keys) && LoadSecrets().Users.Any(user => user.Enrolment is { IsPlain: false }))
        {
            throw new VerbException(
                ExitCodes.InvalidFile,
                $"{SafeText.Show(files.Keys)} is missing, but {SafeText.Show(files.Secrets)} holds what is encrypted under its keys; restore it from a backup");
        }

        return VerbException.Guard(files.Keys, () => OtpKeyRing.LoadOrCreate(files.Keys));
    }

    public OtpUser Find(string user) => LoadSecrets().TryFind(user, out OtpUser? found) ? found : new OtpUser(user);

    public OtpEnrolment FindEnrolment(string user) => EnrolmentOf(Find(user));

    public static OtpEnrolment EnrolmentOf(OtpUser user) =>
        user.Enrolment ?? throw new VerbException(ExitCodes.ProblemsFound, $"{SafeText.Show(user.Name)} is not enrolled; see \"htauth otp add\"");

    /// <summary>Decrypts a secret. Clear it after use.</summary>
    public byte[] Reveal(OtpEnrolment enrolment, OtpKeyRing keys) => enrolment.TryReveal(keys, out byte[]? secret)
        ? secret
        : throw new VerbException(
            ExitCodes.InvalidFile,
            $"the secret of {SafeText.Show(enrolment.User)} cannot be decrypted: put its key back into {SafeText.Show(files.Keys)}, or enrol the user again");

    /// <summary>Makes sure that a secret can be decrypted.</summary>
    public void CheckReveals(OtpEnrolment enrolment, OtpKeyRing keys) => CryptographicOperations.ZeroMemory(Reveal(enrolment, keys));

    public void Update(string user, Func<OtpUser, OtpUser?> change) => VerbException.Guard(files.Secrets, () => OtpSecretsFile.Update(files.Secrets, user, change));

    public void UpdateState(string user, Func<OtpUserState, OtpUserState> change) =>
        VerbException.Guard(files.State, () => OtpStateFile.Update(files.State, user, change));

    /// <summary>The first counter of HOTP that was not used yet.</summary>
    public static long NextCounter(OtpEnrolment enrolment, OtpUserState state) =>
        state.EnrolmentId == enrolment.Id ? Math.Max(enrolment.Counter, state.LastStep + 1) : enrolment.Counter;

    public void Say(string text) => console.Output.WriteText(text + "\n");

    public void Warn(string text) => console.Error.WriteText($"htauth: {text}\n");
}
