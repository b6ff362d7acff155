namespace HtpasswdAuth;

/// <summary>Tells the application of changed passwords. What it does with that cannot undo the change.</summary>
internal sealed class PasswordHooks(PasswordChangeSite site)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task TellAsync(PasswordChangeRequest request, PasswordChangeResult result)
    {
        if (site.Hooks.Count == 0)
        {
            return;
        }

        var change = new PasswordChangedContext(site.Scheme, result.User!.Name, site.Time.GetUtcNow(), request.ClientAddress, result.WasForced);
        using var over = new CancellationTokenSource(Longest, site.Time);
        foreach (IPasswordChanged hook in site.Hooks)
        {
            try
            {
                await hook.ChangedAsync(change, over.Token).WaitAsync(over.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                site.Logger.PasswordChangedHookFailed(hook.GetType().Name, exception.GetType().Name, LogText.Escape(change.UserName));
            }
        }
    }
}
