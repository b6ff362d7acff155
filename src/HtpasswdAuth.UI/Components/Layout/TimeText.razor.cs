using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>A moment, in UTC and saying so; the script writes it in the time of the reader.</summary>
public sealed partial class TimeText
{
    /// <summary>Gets or sets the moment.</summary>
    [Parameter]
    public DateTimeOffset At { get; set; }

    /// <summary>Gets or sets what of it is shown: <c>day</c>, <c>time</c> or <c>both</c>.</summary>
    [Parameter]
    public string Kind { get; set; } = "day";

    [CascadingParameter]
    private HtpasswdPageContext Context { get; set; } = null!;

    private string Text => Kind switch
    {
        "time" => Context.Time(At),
        "both" => $"{Context.Day(At)}, {Context.Time(At)}",
        _ => Context.Day(At),
    };
}
