namespace HtpasswdAuth;

/// <summary>One scheme's sign-in form, put together.</summary>
internal sealed class SignInForm : IDisposable
{
    public required SignInFormOptions Options { get; init; }

    public required FormSessions Sessions { get; init; }

    public required SignInChallenge Challenge { get; init; }

    public void Dispose() => Sessions.Dispose();
}
