namespace HtpasswdAuth.Tests;

/// <summary>States of passwords in memory, which a test can take away or make read-only.</summary>
internal sealed class TestPasswordStates : IPasswordStateStore
{
    private readonly IPasswordStateStore _states = new MemoryAccounts().PasswordStates;

    public bool IsAway { get; set; }

    public bool IsReadOnly { get; set; }

    public PasswordStateFile? Current => IsAway ? null : _states.Current;

    public PasswordState this[string user] => _states.Current!.Find(user);

    public Task UpdateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken) =>
        IsAway || IsReadOnly ? throw new IOException("The test keeps them from being written.") : _states.UpdateAsync(user, change, cancellationToken);

    /// <summary>Takes over lines as text files of version 0 had them.</summary>
    public void Set(string lines)
    {
        foreach (PasswordState state in PasswordStateFile.Parse(System.Text.Encoding.UTF8.GetBytes(lines)).States)
        {
            _states.UpdateAsync(state.User, _ => state, CancellationToken.None).GetAwaiter().GetResult();
        }
    }
}
