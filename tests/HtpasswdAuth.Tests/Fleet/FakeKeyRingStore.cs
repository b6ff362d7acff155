namespace HtpasswdAuth.Tests;

internal sealed class FakeKeyRingStore : IKeyRingStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _elements = new(StringComparer.Ordinal);

    /// <summary>Gets or sets whether it cannot be reached.</summary>
    public bool IsAway { get; set; }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _elements.Count;
            }
        }
    }

    public IReadOnlyList<string> Load()
    {
        lock (_gate)
        {
            return IsAway ? throw new IOException("The database cannot be reached.") : [.. _elements.Values];
        }
    }

    public void Add(string name, string xml)
    {
        lock (_gate)
        {
            _ = IsAway ? throw new IOException("The database cannot be reached.") : _elements.TryAdd(name, xml);
        }
    }
}
