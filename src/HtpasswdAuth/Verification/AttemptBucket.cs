namespace HtpasswdAuth;

/// <summary>The wrong passwords of one client network, user or device. Not safe for concurrent use.</summary>
internal sealed class AttemptBucket(AttemptKind kind, UInt128 code)
{
    /// <summary>How many wrong passwords are recognized when they come again.</summary>
    public const int MaxCodes = 16;

    private readonly List<UInt128> _codes = new(1);

    public AttemptKind Kind { get; } = kind;

    /// <summary>Gets or sets the keyed code of whom they are counted for.</summary>
    public UInt128 Code { get; set; } = code;

    public AttemptKey Key => new((byte)Kind, Code);

    /// <summary>Gets how many there are, of this node and of the others.</summary>
    public int Failures => Math.Max(0, Shared + Pending + Unsent);

    /// <summary>Gets or sets how many all nodes together have, by the last word of the store that they share.</summary>
    public int Shared { get; set; }

    /// <summary>Gets or sets how many of this node the store is still to be told of; negative for those taken back.</summary>
    public int Pending { get; set; }

    /// <summary>Gets or sets how many of this node there was no telling of: all, where there is no store.</summary>
    public int Unsent { get; set; }

    /// <summary>Gets or sets when the last counted failure was, as a timestamp of the time provider.</summary>
    public long LastFailure { get; set; }

    /// <summary>Gets or sets whether it was said that its delays have begun.</summary>
    public bool IsTold { get; set; }

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
