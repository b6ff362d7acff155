namespace HtpasswdAuth;

/// <summary>What an <see cref="OverlayTable{TKey, TEntry}"/> holds.</summary>
/// <typeparam name="TKey">What it is found by.</typeparam>
internal interface IOverlayEntry<in TKey>
    where TKey : allows ref struct
{
    /// <summary>Whether it is the one of that key.</summary>
    bool IsOf(TKey key);
}
