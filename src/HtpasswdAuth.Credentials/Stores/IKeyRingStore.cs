namespace HtpasswdAuth;

/// <summary>Where the nodes of a site keep the keys that seal their cookies, so that what one node sealed every other opens.</summary>
/// <remarks>
/// The keys are kept as they are given: whoever can read the store can make cookies, unless they are encrypted before, with a
/// certificate for example.
/// </remarks>
public interface IKeyRingStore
{
    /// <summary>All elements, each an XML document, in no order.</summary>
    /// <exception cref="IOException">The store cannot be reached.</exception>
    IReadOnlyList<string> Load();

    /// <summary>Adds an element durably.</summary>
    /// <param name="name">What tells it from others; of two with one name the first is kept.</param>
    /// <param name="xml">The element.</param>
    /// <exception cref="IOException">The store cannot be reached or written.</exception>
    void Add(string name, string xml);
}
