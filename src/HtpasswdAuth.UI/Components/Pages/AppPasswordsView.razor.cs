using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>The list of app passwords, the form to make one, and the one that was made just now.</summary>
public sealed partial class AppPasswordsView
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Whether the part of the form that few need is unfolded.</summary>
    private bool IsLimited => IsWrong("paths") || IsWrong("methods") || Model.Typed is { Paths.Length: > 0 } or { Methods.Count: > 0 };

    /// <summary>What is to be known of an app password, in short sentences.</summary>
    private IEnumerable<RenderFragment> Parts(HtpasswdAppPassword one)
    {
        yield return Sentence("apps.created", one.Created);
        yield return one.LastUsed is { } used ? Sentence("apps.used", used) : Sentence("apps.unused");
        if (one.Expires is { } expires)
        {
            yield return Sentence(expires < Context.Now() ? "apps.expired" : "apps.expires", expires);
        }

        if (one.Paths.Count + one.Methods.Count > 0)
        {
            yield return builder => builder.AddContent(0, Context.Text("apps.only", string.Join(' ', one.Methods.Concat(one.Paths))));
        }
    }

    private RenderFragment Sentence(string key, DateTimeOffset? time = null) => builder =>
    {
        string[] around = Context.Text(key).Split("{0}");
        builder.AddContent(0, around[0]);
        if (time is { } at)
        {
            builder.OpenComponent<TimeText>(1);
            builder.AddComponentParameter(2, nameof(TimeText.At), at);
            builder.CloseComponent();
            builder.AddContent(3, around[^1]);
        }
    };
}
