namespace HtpasswdAuth.Tests;

internal sealed class FakePasswordStore(SharedDatabase database) : IPasswordStore, IDisposable
{
    public HtpasswdFile? Current => database.IsServed ? database.Users : null;

    public Task<bool> TryReplaceHashAsync(
        ReadOnlyMemory<byte> userName, ReadOnlyMemory<byte> verifiedHash, ReadOnlyMemory<byte> newHash, CancellationToken cancellationToken) =>
        Task.FromResult(database.Change(() =>
        {
            if (!database.Users.TryFind(userName.Span, out HtpasswdEntry entry) || !entry.Hash.Span.SequenceEqual(verifiedHash.Span))
            {
                return false;
            }

            database.SetUsers(users => users.With([new HtpasswdChange(userName, newHash)]));
            return true;
        }));

    public void Dispose() => database.Disposed.Add(nameof(FakePasswordStore));
}
