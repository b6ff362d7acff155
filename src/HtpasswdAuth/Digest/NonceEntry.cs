namespace HtpasswdAuth;

/// <summary>What is remembered of a nonce with which somebody signed in. Guarded by the lock of its <see cref="NonceTable"/>.</summary>
internal sealed class NonceEntry(DigestNonce nonce)
{
    private NonceWindow _window;

    public DigestNonce Nonce { get; } = nonce;

    /// <summary>Gets the last sign-in with it.</summary>
    public DigestSignIn? SignIn { get; private set; }

    public bool TryUse(uint count, DigestSignIn signIn)
    {
        SignIn = signIn;
        return _window.TryTake(count);
    }
}
