namespace HtpasswdAuth;

/// <summary>What a node has counted, for <see cref="AttemptExchange"/>.</summary>
internal interface IAttemptCounts
{
    /// <summary>Takes over what all nodes together have counted.</summary>
    /// <param name="count">A count.</param>
    /// <param name="pending">What they do not know yet of this node.</param>
    void Merge(AttemptCount count, AttemptChanges pending);

    /// <summary>The store will not be told of a change.</summary>
    void Lose(AttemptChange change);
}
