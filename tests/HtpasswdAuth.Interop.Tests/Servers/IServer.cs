namespace HtpasswdAuth.Interop.Tests;

/// <summary>A server on loopback that protects <c>/page.txt</c> with the passwords of a file.</summary>
internal interface IServer : IAsyncDisposable
{
    int Port { get; }
}
