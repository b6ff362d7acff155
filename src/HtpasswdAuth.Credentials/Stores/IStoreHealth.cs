namespace HtpasswdAuth;

/// <summary>Tells how well the stores are that a site shares among its nodes.</summary>
public interface IStoreHealth
{
    /// <summary>Answers from memory, at once.</summary>
    StoreHealth GetHealth();
}
