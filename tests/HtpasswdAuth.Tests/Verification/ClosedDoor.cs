using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth.Tests;

/// <summary>Makes the answers of those who are verified, and holds their worker until it is opened, so that others must wait.</summary>
internal sealed class ClosedDoor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _somebody = new();
    private readonly ManualResetEventSlim _open = new();

    public AuthenticateResult Create(string userName)
    {
        _somebody.Set();
        _open.Wait(Patience);
        return new TicketFactory("Htpasswd", null).Create(userName);
    }

    public void WaitUntilSomebodyIsThere() => Assert.True(_somebody.Wait(Patience), "Nobody came to the door.");

    public void Open() => _open.Set();

    public void Dispose()
    {
        _somebody.Dispose();
        _open.Dispose();
    }
}
