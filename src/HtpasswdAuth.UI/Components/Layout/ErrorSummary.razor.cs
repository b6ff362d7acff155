using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>What went wrong, at the head of a page, where reading and the focus begin.</summary>
public sealed partial class ErrorSummary
{
    /// <summary>Gets or sets the page.</summary>
    [Parameter]
    [EditorRequired]
    public HtpasswdPage Page { get; set; } = null!;

    [CascadingParameter]
    private HtpasswdPageContext Context { get; set; } = null!;

    internal const string Id = "error";

    private IReadOnlyList<PasswordRefusal> Refusals => (Page as PasswordPage)?.Refusals ?? [];

    private string WaitBefore => Context.Text("wait.until").Split("{0}")[0];

    private string WaitAfter => Context.Text("wait.until").Split("{0}")[^1];

    /// <summary>The first full minute after the wait: it is shown without its seconds, and must not be too early then.</summary>
    private DateTimeOffset Until(TimeSpan wait)
    {
        long minutes = ((Context.Now() + wait).UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;
        return new DateTimeOffset(minutes * TimeSpan.TicksPerMinute, TimeSpan.Zero);
    }
}
