namespace HtpasswdAuth;

/// <summary>Since when users have had their passwords, and who must change theirs.</summary>
internal sealed class DatabasePasswordStateStore(Replica<PasswordStateFile> replica, RecordWriter<PasswordStateFile, PasswordState> writer)
    : IPasswordStateStore
{
    public PasswordStateFile? Current => replica.Current;

    public Task UpdateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken) =>
        writer.UpdateAsync(user, change, cancellationToken);
}
