namespace HtpasswdAuth.Tests;

/// <summary>A password state store that tells what it wrote, before anybody goes on.</summary>
internal sealed class ObservedStates(IPasswordStateStore inner, Action<PasswordState> written) : IPasswordStateStore
{
    public PasswordStateFile? Current => inner.Current;

    public async Task UpdateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken)
    {
        await inner.UpdateAsync(user, change, cancellationToken);
        written(inner.Current!.Find(user));
    }
}
