namespace HtpasswdAuth.PostgreSql;

/// <summary>Keys of data protection. It asks for them synchronously, from time to time.</summary>
internal sealed class PostgreSqlKeyRingStore(FleetDatabase database) : IKeyRingStore
{
    public IReadOnlyList<string> Load() => Wait(
        session => session.ReadAsync(Sql.ReadKeys, null, reader => reader.GetString(0)));

    public void Add(string name, string xml)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(xml);
        Wait(async session =>
        {
            await session.ProveAsync().ConfigureAwait(false);
            return await session.ExecuteAsync(Sql.AddKey, null, Parameters.Text(name), Parameters.Text(xml)).ConfigureAwait(false);
        });
    }

    // On a thread of its own kind: nothing that waits for the caller's may be waited for there.
    private T Wait<T>(Func<DatabaseSession, Task<T>> work) =>
        Callbacks.RunAsync(CallbackNames.KeyRing, () => database.RunAsync(work, CancellationToken.None)).GetAwaiter().GetResult();
}
