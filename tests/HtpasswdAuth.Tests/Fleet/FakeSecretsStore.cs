namespace HtpasswdAuth.Tests;

internal sealed class FakeSecretsStore(SharedDatabase database) : IOtpSecretsStore, IDisposable
{
    public OtpSecretsFile? Current => database.IsServed ? database.Secrets : null;

    public bool IsUncertain => database.IsAway;

    public bool IsWritable => true;

    public Task UpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken) => Task.FromResult(database.Change(() =>
    {
        OtpUser held = database.Secrets.TryFind(user, out OtpUser? found) ? found : new OtpUser(user);
        return change(held) is { } next ? database.Secrets = database.Secrets.With(next) : database.Secrets;
    }));

    public void Dispose() => database.Disposed.Add(nameof(FakeSecretsStore));
}
