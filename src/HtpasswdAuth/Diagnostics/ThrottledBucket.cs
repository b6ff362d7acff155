namespace HtpasswdAuth;

/// <summary>Whose wrong passwords are counted together.</summary>
internal enum ThrottledBucket
{
    Client,
    User,
    Device,
}
