namespace HtpasswdAuth;

/// <summary>Enrolments, app passwords and tickets.</summary>
/// <param name="replica">The copy in memory.</param>
/// <param name="writer">What changes the database.</param>
/// <param name="isCertain">Whether what the copy lacks is not there.</param>
/// <param name="isWritable">Whether changes can be written, as far as is known.</param>
internal sealed class DatabaseOtpSecretsStore(
    Replica<OtpSecretsFile> replica, RecordWriter<OtpSecretsFile, OtpUser> writer, Func<bool> isCertain, Func<bool> isWritable) : IOtpSecretsStore
{
    public OtpSecretsFile? Current => replica.Current;

    public bool IsUncertain => !isCertain();

    public bool IsWritable => isWritable();

    public Task UpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken) =>
        writer.UpdateAsync(user, change, cancellationToken);
}
