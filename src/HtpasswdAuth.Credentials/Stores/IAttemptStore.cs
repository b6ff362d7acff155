namespace HtpasswdAuth;

/// <summary>
/// Where the processes of a site add up tries at passwords. Each decides from its own memory and tells the store afterwards: no request
/// waits for it, and while it is away each process counts for itself.
/// </summary>
public interface IAttemptStore
{
    /// <summary>
    /// Gets 32 random bytes that all nodes have in common, under which names and addresses are coded; <see langword="null"/> as long
    /// as the store was never reached.
    /// </summary>
    ReadOnlyMemory<byte>? Key { get; }

    /// <summary>Adds to counts, and returns them as all nodes together have them then, in the order of the changes.</summary>
    /// <param name="changes">At most 1,000, each of another key.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">The store cannot be reached. Whether anything was counted is not known.</exception>
    Task<IReadOnlyList<AttemptCount>> AddAsync(IReadOnlyList<AttemptChange> changes, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the counts that have changed since this was called last; the first time, all that are not forgotten. A count is forgotten when
    /// all of its tries are given back and <see cref="AttemptCount.KnownFor"/> is over.
    /// </summary>
    /// <param name="leastDebt">Lower counts are left out, unless a user has signed in there.</param>
    /// <param name="most">How many are read at most, those that changed last; 1 to 100,000.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">The store cannot be reached.</exception>
    Task<IReadOnlyList<AttemptCount>> ReadChangedAsync(TimeSpan leastDebt, int most, CancellationToken cancellationToken);
}
