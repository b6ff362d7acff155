namespace HtpasswdAuth.Testing;

/// <summary>A server on loopback that protects <c>/page.txt</c> with the passwords of a file.</summary>
public interface IPageServer : IAsyncDisposable
{
    int Port { get; }
}
