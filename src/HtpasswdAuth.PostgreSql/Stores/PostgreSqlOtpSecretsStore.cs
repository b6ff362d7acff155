namespace HtpasswdAuth.PostgreSql;

/// <summary>Enrolments, app passwords and tickets.</summary>
internal sealed class PostgreSqlOtpSecretsStore(
    Replica<OtpSecretsFile> replica, RecordWriter<OtpSecretsFile, OtpUser> writer, Freshness freshness, Func<bool> isReached) : IOtpSecretsStore
{
    public OtpSecretsFile? Current => replica.Current;

    public bool IsUncertain => !freshness.IsCertain;

    public bool IsWritable => isReached();

    public Task UpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken) =>
        writer.UpdateAsync(user, change, cancellationToken);
}
