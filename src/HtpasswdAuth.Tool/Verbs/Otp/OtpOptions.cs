using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>What every verb of the second factor is about.</summary>
internal sealed class OtpOptions
{
    private readonly SiteOptions _site;

    /// <param name="group">The verb whose subverbs take the options.</param>
    public OtpOptions(Command group) => _site = new SiteOptions(group);

    public static Argument<string> User() => new("USER") { Description = "The user's name." };

    /// <summary>For verbs that only tell something.</summary>
    public int Read(IConsole console, ParseResult result, Func<OtpSite, int> action) => Run(console, result, SiteUse.Read, action);

    /// <summary>For verbs that may change something.</summary>
    public int Change(IConsole console, ParseResult result, Func<OtpSite, int> action) => Run(console, result, SiteUse.Change, action);

    /// <summary>For verbs that look at more than the second factor.</summary>
    public int Read(IConsole console, ParseResult result, Func<OtpSite, SiteStore, int> action) =>
        Run(console, result, SiteUse.Read, action);

    /// <inheritdoc cref="Read(IConsole, ParseResult, Func{OtpSite, SiteStore, int})"/>
    public int Change(IConsole console, ParseResult result, Func<OtpSite, SiteStore, int> action) =>
        Run(console, result, SiteUse.Change, action);

    private int Run(IConsole console, ParseResult result, SiteUse use, Func<OtpSite, int> action) =>
        Run(console, result, use, (site, _) => action(site));

    private int Run(IConsole console, ParseResult result, SiteUse use, Func<OtpSite, SiteStore, int> action) => _site.Run(
        console, result, use, SiteFileKind.Password, (store, files) => action(new OtpSite(console, store, files.Factor.Keys), store));
}
