namespace HtpasswdAuth;

/// <summary>Which codes are spent, how many were wrong, and which sessions are over.</summary>
internal sealed class DatabaseOtpStateStore(Replica<OtpStateFile> replica, RecordWriter<OtpStateFile, OtpUserState> writer) : IOtpStateStore
{
    public OtpStateFile? Current => replica.Current;

    public Task UpdateAsync(string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken) =>
        writer.UpdateAsync(user, change, cancellationToken);
}
