using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Codes for who has no phone at hand: how many are left, new ones, and a file of them to keep.</summary>
internal static class RecoveryCodeEndpoints
{
    public const string CodesField = "codes";

    /// <summary>The offer to make new ones.</summary>
    public static Task GetPage(AccountRequest request)
    {
        if (!request.Factor.Site.Secrets.IsWritable)
        {
            return WriteReadOnlyAsync(request);
        }

        return AccountPageWriter.WriteAsync(request.Context, new RecoveryCodesPage
        {
            Site = request.Site,
            UserName = request.User.Name,
            AntiforgeryToken = request.NewToken(),
            ReturnUrl = AccountPages.ReturnAddress(request),
            Left = request.Factor.Enrolments.CountRecoveryCodes(request.User.Name),
        });
    }

    public static async Task RenewAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (!request.Factor.Site.Secrets.IsWritable)
        {
            await WriteReadOnlyAsync(request).ConfigureAwait(false);
            return;
        }

        string? returnUrl = null;
        if (request.IsForm)
        {
            if (await AccountInput.ReadFormAsync(context).ConfigureAwait(false) is not { } form)
            {
                return;
            }

            returnUrl = form[HtpasswdPage.ReturnUrlField];
        }

        string[]? codes = await request.Factor.Enrolments.RenewRecoveryCodesAsync(request.User.Name, context.RequestAborted).ConfigureAwait(false);
        await ((codes, request.IsForm) switch
        {
            (null, _) => AccountAnswer.Unavailable(request),
            (_, true) => WriteCodesAsync(request, codes, returnUrl),
            (_, false) => AccountAnswer.WriteAsync(context, new RecoveryCodesView(codes), HtpasswdJsonContext.Default.RecoveryCodesView),
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends the codes of the form back as a file, since only the browser has them still. Nothing but codes goes into it, and of the
    /// many that a form could hold no more than its number of fields allows.
    /// </summary>
    public static async Task DownloadAsync(AccountRequest request)
    {
        if (await AccountInput.ReadFormAsync(request.Context).ConfigureAwait(false) is not { } form)
        {
            return;
        }

        List<string> codes = [];
        foreach (string? typed in form[CodesField])
        {
            if (!RecoveryCodes.TryNormalize(typed, out string? code))
            {
                codes.Clear();
                break;
            }

            codes.Add(code);
        }

        await (codes.Count == 0
            ? AccountNotice.WriteAsync(request, StatusCodes.Status422UnprocessableEntity, AccountErrors.NotRecoveryCodes)
            : WriteFileAsync(request, codes)).ConfigureAwait(false);
    }

    public static Task WriteCodesAsync(AccountRequest request, IReadOnlyList<string> codes, string? returnUrl) =>
        AccountPageWriter.WriteAsync(request.Context, new RecoveryCodesPage
        {
            Site = request.Site,
            UserName = request.User.Name,
            AntiforgeryToken = request.NewToken(),
            ReturnUrl = AccountPages.ReturnAddress(request, returnUrl),
            Codes = codes,
        });

    private static Task WriteReadOnlyAsync(AccountRequest request) =>
        AccountNotice.WriteAsync(request, StatusCodes.Status503ServiceUnavailable, AccountErrors.RecoveryCodesReadOnly);

    private static Task WriteFileAsync(AccountRequest request, List<string> codes)
    {
        string date = request.Factor.Site.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        byte[] file = Encoding.UTF8.GetBytes($"{request.Authenticator.Realm}\n{request.User.Name}\n{date}\n\n{string.Join('\n', codes)}\n");
        HttpResponse response = request.Context.Response;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = file.Length;
        response.Headers.ContentDisposition = "attachment; filename=\"recovery-codes.txt\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.Body.WriteAsync(file, request.Context.RequestAborted).AsTask();
    }
}
