namespace HtpasswdAuth;

/// <summary>The wrong passwords of one client network, user or device. Not safe for concurrent use.</summary>
internal sealed class AttemptBucket(UInt128 key)
{
    /// <summary>How many wrong passwords are recognized when they come again.</summary>
    public const int MaxCodes = 16;

    private readonly List<UInt128> _codes = new(1);

    public UInt128 Key { get; } = key;

    public int Failures { get; set; }

    /// <summary>Gets or sets when the last counted failure was, as a timestamp of the time provider.</summary>
    public long LastFailure { get; set; }

    /// <summary>Gets or sets whether somebody is at the one try that may follow a delay.</summary>
    public bool IsBeingTried { get; set; }

    /// <summary>Whether the wrong password is new here. The codes that came last are kept, so one that keeps coming stays known.</summary>
    public bool Remember(UInt128 code)
    {
        bool isNew = !_codes.Remove(code);
        if (_codes.Count == MaxCodes)
        {
            _codes.RemoveAt(0);
        }

        _codes.Add(code);
        return isNew;
    }
}
