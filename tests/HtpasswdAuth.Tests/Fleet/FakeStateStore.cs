namespace HtpasswdAuth.Tests;

internal sealed class FakeStateStore(SharedDatabase database) : IOtpStateStore, IDisposable
{
    public OtpStateFile? Current => database.IsServed ? database.States : null;

    public Task UpdateAsync(string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken) => Task.FromResult(database.Change(() =>
    {
        database.SetStates(states => states.With([change(states.Find(user))]));
        return true;
    }));

    public void Dispose() => database.Disposed.Add(nameof(FakeStateStore));
}
