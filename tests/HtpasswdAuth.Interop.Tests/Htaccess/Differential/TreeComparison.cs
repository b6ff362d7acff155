using System.Net;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Asks both servers and compares what they decide.</summary>
/// <param name="httpd">A connection to httpd.</param>
/// <param name="ours">A connection to our site.</param>
internal sealed class TreeComparison(KeepAliveClient httpd, KeepAliveClient ours)
{
    // Our site's word for "the rules let it pass, and no file takes this method".
    private const int Passed = (int)HttpStatusCode.MethodNotAllowed;
    private const int NotImplemented = (int)HttpStatusCode.NotImplemented;

    private static readonly string[] KnownMethods =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"];

    public async Task<(TreeVerdict Verdict, TreeAnswer Theirs, TreeAnswer Ours)> CompareAsync(TreeRequest request)
    {
        TreeAnswer theirs = await httpd.AskAsync(request.TheirPath is null ? request : request with { Path = request.TheirPath });
        TreeAnswer our = await ours.AskAsync(request);
        return (await JudgeAsync(request, theirs, our), theirs, our);
    }

    private async Task<TreeVerdict> JudgeAsync(TreeRequest request, TreeAnswer theirs, TreeAnswer our) => our switch
    {
        { Status: Passed } when request.Method is not ("GET" or "HEAD") => OfPassed(request, theirs),
        { Status: NotImplemented } when IsKnownInOtherCase(request.Method) => theirs.IsRefused ? TreeVerdict.Same : TreeVerdict.Closed,
        { IsRefused: true } => OfRefused(theirs, our),
        { IsRedirect: true } => await OfRedirectAsync(request, theirs, our),
        _ => await OfServedAsync(request, theirs, our),
    };

    /// <summary>To whom it lets in, httpd answers a POST with the file, OPTIONS with a list, and other methods with a refusal of the method.</summary>
    private static TreeVerdict OfPassed(TreeRequest request, TreeAnswer theirs)
    {
        bool passed = theirs.IsServed || theirs.Status is Passed or NotImplemented || theirs.IsRedirect;
        return passed ? TreeVerdict.Same : TreeVerdict.Opened;
    }

    private static TreeVerdict OfRefused(TreeAnswer theirs, TreeAnswer our) =>
        !theirs.IsRefused ? TreeVerdict.Closed : theirs.Status == our.Status ? TreeVerdict.Same : TreeVerdict.RefusedOtherwise;

    private async Task<TreeVerdict> OfRedirectAsync(TreeRequest request, TreeAnswer theirs, TreeAnswer our)
    {
        if (theirs.IsRedirect)
        {
            return theirs.Location == our.Location ? TreeVerdict.Same : TreeVerdict.OtherContent;
        }

        if (theirs.IsServed)
        {
            return TreeVerdict.Closed;
        }

        TreeAnswer end = await ours.AskAsync(request with { Path = our.Location });
        return end.IsServed ? TreeVerdict.Opened : TreeVerdict.RefusedOtherwise;
    }

    private async Task<TreeVerdict> OfServedAsync(TreeRequest request, TreeAnswer theirs, TreeAnswer our)
    {
        if (theirs.IsServed && (request.Method == "HEAD" || our.Body == theirs.Body || our.Body == HtaccessKestrel.EndpointBody))
        {
            return TreeVerdict.Same;
        }

        if (theirs.IsServed && our.Body.Length > 0 && theirs.Body.StartsWith(our.Body, StringComparison.Ordinal))
        {
            return TreeVerdict.OtherContent;
        }

        // A list of a folder, say, has no path of its own.
        if (theirs.IsRefused || !our.Body.StartsWith('/'))
        {
            return TreeVerdict.Opened;
        }

        string path = string.Join('/', our.Body.TrimEnd('\n').Split('/').Select(Uri.EscapeDataString));
        TreeAnswer itself = await httpd.AskAsync(request with { Method = "GET", Path = path });
        return itself.IsServed && itself.Body == our.Body ? TreeVerdict.OtherContent : TreeVerdict.Opened;
    }

    private static bool IsKnownInOtherCase(string method) =>
        !KnownMethods.Contains(method, StringComparer.Ordinal) && KnownMethods.Contains(method, StringComparer.OrdinalIgnoreCase);
}
