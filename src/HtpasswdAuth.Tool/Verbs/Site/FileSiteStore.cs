namespace HtpasswdAuth.Tool;

/// <summary>A site whose users lie in a password file, with the others beside it.</summary>
internal sealed class FileSiteStore(string userFile, OtpFiles files, string passwordStates) : SiteStore
{
    public override string Place => SafeText.Show(userFile);

    public override HtpasswdFile LoadUsers() => VerbException.Guard(userFile, () => HtpasswdFile.Load(userFile));

    public override OtpSecretsFile LoadSecrets() =>
        VerbException.Guard(files.Secrets, () => File.Exists(files.Secrets) ? OtpSecretsFile.Load(files.Secrets) : OtpSecretsFile.Empty);

    public override OtpStateFile LoadState() =>
        VerbException.Guard(files.State, () => File.Exists(files.State) ? OtpStateFile.Load(files.State) : OtpStateFile.Empty);

    public override PasswordStateFile LoadPasswordStates() =>
        VerbException.Guard(passwordStates, () => File.Exists(passwordStates) ? PasswordStateFile.Load(passwordStates) : PasswordStateFile.Empty);

    public override void Update(string user, Func<OtpUser, OtpUser?> change) =>
        VerbException.Guard(files.Secrets, () => OtpSecretsFile.Update(files.Secrets, user, change));

    public override void UpdateAll(Func<OtpSecretsFile, OtpSecretsFile> change) =>
        VerbException.Guard(files.Secrets, () => OtpSecretsFile.Update(files.Secrets, change));

    public override void UpdateState(string user, Func<OtpUserState, OtpUserState> change) =>
        VerbException.Guard(files.State, () => OtpStateFile.Update(files.State, user, change));

    public override void UpdatePasswordState(string user, Func<PasswordState, PasswordState> change) =>
        VerbException.Guard(passwordStates, () => PasswordStateFile.Update(passwordStates, user, change));

    public override void SetHashes(IReadOnlyList<(byte[] User, string Hash)> users) => PasswordFileHashes.Set(userFile, users);
}
