using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>A site's second factor, and what of it goes wrong in the words of the verbs.</summary>
/// <param name="console">Where everything goes.</param>
/// <param name="store">Where users, enrolments and states are.</param>
/// <param name="keyFile">Where the keys are: a file always.</param>
internal sealed class OtpSite(IConsole console, SiteStore store, string keyFile)
{
    private HtpasswdFile? _users;

    public IConsole Console => console;

    /// <summary>Gets what a message calls the place of the users.</summary>
    public string Place => store.Place;

    /// <summary>Gets whether nodes on other machines read it, each with a key file of its own.</summary>
    public bool IsShared => store.IsShared;

    public DateTimeOffset Now => console.Time.GetUtcNow();

    /// <inheritdoc cref="SiteStore.IsUnused"/>
    public bool IsUnused => store.IsUnused;

    public HtpasswdFile Users => _users ??= store.LoadUsers();

    public bool Knows(string user) => Users.TryFind(Encoding.UTF8.GetBytes(user), out _);

    /// <summary>A mistyped name must not get a secret of its own.</summary>
    public void Require(string user)
    {
        if (!Knows(user))
        {
            throw new VerbException(ExitCodes.BadUser, $"{SafeText.Show(user)} is not in {store.Place}; check the name, or set a password first");
        }
    }

    public OtpSecretsFile LoadSecrets() => store.LoadSecrets();

    public OtpStateFile LoadState() => store.LoadState();

    public OtpKeyRing LoadKeys() => VerbException.Guard(keyFile, () => OtpKeyRing.Load(keyFile));

    /// <summary>A new key would have the id of one that was lost, and hide that it was.</summary>
    public OtpKeyRing LoadOrCreateKeys()
    {
        if (!File.Exists(keyFile) && LoadSecrets().Users.Any(user => user.Enrolment is { IsPlain: false }))
        {
            throw new VerbException(
                ExitCodes.InvalidFile,
                $"{SafeText.Show(keyFile)} is missing, but there are enrolments that are encrypted under its keys; restore it from a backup");
        }

        store.Prepare();
        return VerbException.Guard(keyFile, () => OtpKeyRing.LoadOrCreate(keyFile));
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
            $"the secret of {SafeText.Show(enrolment.User)} cannot be decrypted: put its key back into {SafeText.Show(keyFile)}, or enrol the user again");

    /// <summary>Makes sure that a secret can be decrypted.</summary>
    public void CheckReveals(OtpEnrolment enrolment, OtpKeyRing keys) => CryptographicOperations.ZeroMemory(Reveal(enrolment, keys));

    /// <summary>A new key for all secrets; or, to end with the old ones, those that there are.</summary>
    public OtpKeyRing RenewKeys(bool finish)
    {
        // A secret that cannot be encrypted anew is told before there is a new key.
        OtpEnrolment[] enrolments = [.. LoadSecrets().Users.Select(user => user.Enrolment).OfType<OtpEnrolment>()];
        OtpKeyRing held = LoadKeys();
        Array.ForEach(enrolments, enrolment => CheckReveals(enrolment, held));
        return finish ? held : VerbException.Guard(keyFile, () => OtpKeyRing.AddKey(keyFile));
    }

    /// <summary>Encrypts under the newest key what is not yet.</summary>
    public void Rekey(OtpKeyRing keys)
    {
        if (LoadSecrets().Count > 0)
        {
            UpdateAll(file => file.Rekey(keys));
        }
    }

    public void DropOldKeys() => VerbException.Guard(keyFile, () => OtpKeyRing.DropOldKeys(keyFile));

    public void UpdateAll(Func<OtpSecretsFile, OtpSecretsFile> change) => store.UpdateAll(change);

    public void Update(string user, Func<OtpUser, OtpUser?> change) => store.Update(user, change);

    /// <summary>
    /// Changes a user, and shows what cannot be shown again before the change is made: where it cannot be shown, nothing has changed.
    /// </summary>
    public void UpdateAndShow(string user, Action show, Func<OtpUser, OtpUser> change)
    {
        bool isShown = false;
        try
        {
            Update(user, held =>
            {
                OtpUser changed = change(held);
                if (!isShown)
                {
                    show();
                    isShown = true;
                }

                return changed;
            });
        }
        catch (VerbException) when (isShown)
        {
            Warn("what is shown above was not saved and is good for nothing");
            throw;
        }
    }

    public void UpdateState(string user, Func<OtpUserState, OtpUserState> change) => store.UpdateState(user, change);

    public void SetHashes(IReadOnlyList<(byte[] User, string Hash)> users) => store.SetHashes(users);

    /// <summary>The first counter of HOTP that was not used yet.</summary>
    public static long NextCounter(OtpEnrolment enrolment, OtpUserState state) =>
        state.EnrolmentId == enrolment.Id ? Math.Max(enrolment.Counter, state.LastStep + 1) : enrolment.Counter;

    public void Say(string text) => console.Output.WriteText(text + "\n");

    public void Warn(string text) => console.Error.WriteText($"htauth: {text}\n");
}
