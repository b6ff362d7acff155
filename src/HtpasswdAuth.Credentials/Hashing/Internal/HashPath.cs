namespace HtpasswdAuth;

/// <summary>The ways to compute the rounds of MD5-crypt and SHA-crypt. All give the same digest, and tests force each of them.</summary>
internal enum HashPath
{
    /// <summary>Any password, any processor: the messages are put together anew in every round.</summary>
    Stream,

    /// <summary>Passwords of usual length, any processor: messages prepared once.</summary>
    Prepared,

    /// <summary>As <see cref="Prepared"/>, with the vectors of the processor.</summary>
    Vectors,
}
