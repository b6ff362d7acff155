namespace HtpasswdAuth.Tests;

internal sealed class FakePasswordStateStore(SharedDatabase database) : IPasswordStateStore, IDisposable
{
    public PasswordStateFile? Current => database.IsServed ? database.PasswordStates : null;

    public Task UpdateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken) => Task.FromResult(database.Change(() =>
    {
        database.SetPasswordStates(states => states.With([change(states.Find(user))]));
        return true;
    }));

    public void Dispose() => database.Disposed.Add(nameof(FakePasswordStateStore));
}
