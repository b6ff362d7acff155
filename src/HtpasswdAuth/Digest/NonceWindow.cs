namespace HtpasswdAuth;

/// <summary>
/// Which counts a nonce was used with: the highest, and which of the 127 below it. Browsers send several requests at once, and
/// they arrive in any order. Not safe for concurrent use.
/// </summary>
internal struct NonceWindow
{
    /// <summary>How many counts are told apart; what is further behind the highest is taken for used.</summary>
    public const int Size = 128;

    private uint _highest;
    private UInt128 _used;

    /// <summary>Takes a count, unless it was taken before.</summary>
    public bool TryTake(uint count)
    {
        if (count > _highest)
        {
            uint ahead = count - _highest;
            _used = (ahead < Size ? _used << (int)ahead : UInt128.Zero) | UInt128.One;
            _highest = count;
            return true;
        }

        uint behind = _highest - count;
        UInt128 bit = behind < Size ? UInt128.One << (int)behind : UInt128.Zero;
        bool isNew = bit != UInt128.Zero && (_used & bit) == UInt128.Zero;
        _used |= bit;
        return isNew;
    }
}
