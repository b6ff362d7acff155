using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.UI;

/// <summary>
/// The page of the generator. There is no antiforgery token, which would need a cookie: nothing here belongs to anybody, so whoever has a
/// stranger's browser send the form gains what they could ask for themselves, and the answer is for that browser alone.
/// </summary>
internal sealed class GeneratorEndpoint(HtpasswdGenerator generator, IHtpasswdPages pages)
{
    private static readonly HtpasswdPageError Unreadable = new("bad-request", "The form could not be read.", "Go back, reload the page and send it again.");

    public Task ShowAsync(HttpContext context) => WriteAsync(context, new GeneratorForm(), new HtpasswdGeneratorResult());

    public async Task MakeAsync(HttpContext context)
    {
        (int status, GeneratorForm form) = await GeneratorForm.ReadAsync(context.Request).ConfigureAwait(false);
        HtpasswdGeneratorResult result = status == StatusCodes.Status200OK
            ? await generator.GenerateAsync(form.ToRequest(context.Connection.RemoteIpAddress), context.RequestAborted).ConfigureAwait(false)
            : new HtpasswdGeneratorResult { StatusCode = status, Error = Unreadable };
        if (result.Error?.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await WriteAsync(context, form, result).ConfigureAwait(false);
    }

    /// <summary>Shows the form again with what was typed, but for the password: it stays out of the page.</summary>
    private Task WriteAsync(HttpContext context, GeneratorForm form, HtpasswdGeneratorResult result)
    {
        // Groups with paths of their own and a path base may stand before the path that was mapped.
        string address = (context.Request.PathBase + context.Request.Path).ToUriComponent().TrimEnd('/');
        return pages.WriteAsync(context, new GeneratorPage
        {
            Site = new() { SchemeName = "", Realm = "", Links = new(address), HasSecondFactor = false, HasSignInForm = false },
            AntiforgeryToken = "",
            StatusCode = result.StatusCode,
            Error = result.Error,
            Algorithms = generator.Algorithms,
            ChosenAlgorithm = form.Algorithm ?? generator.Algorithms[0].Id,
            TypedName = form.UserName,
            TypedCost = form.Cost,
            TypedRealm = form.Realm,
            Line = result.Line,
            Cost = result.Cost,
            Duration = result.Duration,
        });
    }
}
