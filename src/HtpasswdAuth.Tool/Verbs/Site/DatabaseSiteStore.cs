using System.Text;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

/// <summary>A site whose users lie in the database of a fleet. Every node counts a change within a moment.</summary>
internal sealed class DatabaseSiteStore(HtpasswdDatabase database) : SiteStore
{
    public override string Place => "the database";

    public override bool IsShared => true;

    public override HtpasswdFile LoadUsers()
    {
        using var file = new MemoryStream();
        Wait(database.ExportAsync(file));
        return HtpasswdFile.Parse(file.ToArray());
    }

    public override OtpSecretsFile LoadSecrets() => Wait(database.ExportOtpSecretsAsync());

    public override OtpStateFile LoadState() => Wait(database.ExportOtpStateAsync());

    public override PasswordStateFile LoadPasswordStates() => Wait(database.ExportPasswordStateAsync());

    public override void Update(string user, Func<OtpUser, OtpUser?> change) => Wait(database.UpdateOtpUserAsync(user, change));

    public override void UpdateAll(Func<OtpSecretsFile, OtpSecretsFile> change) => Wait(database.UpdateOtpUsersAsync(change));

    public override void UpdateState(string user, Func<OtpUserState, OtpUserState> change) => Wait(database.UpdateOtpStateAsync(user, change));

    public override void UpdatePasswordState(string user, Func<PasswordState, PasswordState> change) => Wait(database.UpdatePasswordStateAsync(user, change));

    public override IReadOnlyList<AttemptCount> LoadAttempts(string user) => Wait(database.ReadAttemptsAsync(user));

    public override void GiveBackAttempts(string user) => Wait(database.GiveBackAttemptsAsync(user));

    public override void SetHashes(IReadOnlyList<(byte[] User, string Hash)> users)
    {
        using var lines = new MemoryStream();
        foreach ((byte[] user, string hash) in users)
        {
            lines.Write([.. user, (byte)':', .. Encoding.ASCII.GetBytes(hash), (byte)'\n']);
        }

        lines.Position = 0;
        Wait(database.ImportAsync(lines));
    }

    public override void Dispose()
    {
        Task end = database.DisposeAsync().AsTask();
        end.GetAwaiter().GetResult();
        base.Dispose();
    }

    private static T Wait<T>(Task<T> task) => DatabaseVerb.Guard(() => task.GetAwaiter().GetResult());

    private static void Wait(Task task) => DatabaseVerb.Guard(() =>
    {
        task.GetAwaiter().GetResult();
        return true;
    });
}
