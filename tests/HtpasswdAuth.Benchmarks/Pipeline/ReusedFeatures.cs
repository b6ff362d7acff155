using System.Collections;
using Microsoft.AspNetCore.Http.Features;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>Features that keep their memory from one request of a connection to the next, as Kestrel's do.</summary>
internal sealed class ReusedFeatures(params KeyValuePair<Type, object>[] kept) : IFeatureCollection
{
    private readonly List<KeyValuePair<Type, object>> _features = [.. kept];

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get
        {
            int index = IndexOf(key);
            return index < 0 ? null : _features[index].Value;
        }

        set
        {
            Revision++;
            int index = IndexOf(key);
            if (index >= 0)
            {
                _features.RemoveAt(index);
            }

            if (value is not null)
            {
                _features.Add(new(key, value));
            }
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    /// <summary>Forgets what the last request added.</summary>
    public void Reset()
    {
        Revision++;
        _features.RemoveRange(kept.Length, _features.Count - kept.Length);
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(Type key)
    {
        for (int i = 0; i < _features.Count; i++)
        {
            if (_features[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
