using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// So many opened files at most. One that no request has asked about for a while makes room: folders come and go, and those that are gone
/// must not keep others closed.
/// </summary>
/// <param name="most">How many.</param>
/// <param name="keptFor">For how long one is kept that is not asked about; longer than a plan that holds it.</param>
/// <param name="time">The clock.</param>
internal sealed class FileSlots(int most, TimeSpan keptFor, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<object, Slot> _slots = [];

    /// <returns><see langword="false"/> for one too many.</returns>
    public bool TryGet<TFile>(object key, Func<TFile> open, [NotNullWhen(true)] out TFile? file)
        where TFile : class, IDisposable
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(key, out Slot? slot))
            {
                if (!MakeRoom())
                {
                    file = null;
                    return false;
                }

                _slots.Add(key, slot = new Slot(open()));
            }

            slot.AskedAt = time.GetTimestamp();
            file = (TFile)slot.File;
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Slot slot in _slots.Values)
            {
                slot.File.Dispose();
            }

            _slots.Clear();
        }
    }

    private bool MakeRoom()
    {
        if (_slots.Count < most)
        {
            return true;
        }

        foreach ((object key, Slot slot) in _slots.Where(pair => time.GetElapsedTime(pair.Value.AskedAt) >= keptFor).ToArray())
        {
            _slots.Remove(key);
            slot.File.Dispose();
        }

        return _slots.Count < most;
    }

    private sealed class Slot(IDisposable file)
    {
        public IDisposable File => file;

        public long AskedAt { get; set; }
    }
}
