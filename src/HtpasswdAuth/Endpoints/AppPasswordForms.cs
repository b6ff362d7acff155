using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth;

/// <summary>Passwords for programs, managed by people: at the same addresses, which answer programs as ever.</summary>
internal static class AppPasswordForms
{
    public static Task ListAsync(AccountRequest request)
    {
        request.Context.Response.Headers.Append(HeaderNames.Vary, "Accept, Sec-Fetch-Mode");
        return NavigationRequest.IsNavigation(request.Context.Request)
            ? WriteAsync(request, AccountPages.ReturnAddress(request))
            : AppPasswordEndpoints.ListAsync(request);
    }

    public static async Task AddAsync(AccountRequest request)
    {
        if (!request.IsForm)
        {
            await AppPasswordEndpoints.AddAsync(request).ConfigureAwait(false);
            return;
        }

        if (await AccountInput.ReadFormAsync(request.Context).ConfigureAwait(false) is not { } form)
        {
            return;
        }

        AppPasswordMaking making = await AppPasswordMaking.TryAsync(request, AppPasswordInput.FromForm(form)).ConfigureAwait(false);
        await WriteAsync(request, AccountPages.ReturnAddress(request, form[HtpasswdPage.ReturnUrlField]), making, form).ConfigureAwait(false);
    }

    /// <summary>Forms cannot send <c>DELETE</c>. What is gone already is as the person wanted it, who sees the list next.</summary>
    public static async Task RemoveAsync(AccountRequest request)
    {
        if (!request.IsForm)
        {
            await AppPasswordEndpoints.RemoveAsync(request).ConfigureAwait(false);
            return;
        }

        if (!request.Factor.Site.Secrets.IsWritable)
        {
            await AccountNotice.WriteAsync(request, StatusCodes.Status503ServiceUnavailable, AccountErrors.AppPasswordsReadOnly).ConfigureAwait(false);
            return;
        }

        bool? removed = await AppPasswordEndpoints.TryRemoveAsync(request).ConfigureAwait(false);
        await (removed is null
            ? AccountAnswer.Unavailable(request)
            : AccountAnswer.Redirect(request.Context, request.Site.Links.AppPasswords)).ConfigureAwait(false);
    }

    private static Task WriteAsync(AccountRequest request, string returnUrl, AppPasswordMaking? making = null, IFormCollection? form = null)
    {
        bool isReadOnly = !request.Factor.Site.Secrets.IsWritable;
        AppPasswordService service = request.Factor.AppPasswordService;
        return AccountPageWriter.WriteAsync(request.Context, new AppPasswordsPage
        {
            StatusCode = making?.Error is null ? StatusCodes.Status200OK : making.Status,
            Site = request.Site,
            UserName = request.User.Name,
            AntiforgeryToken = request.NewToken(),
            ReturnUrl = returnUrl,
            Error = making?.Error ?? (isReadOnly ? AccountErrors.AppPasswordsReadOnly : null),
            AppPasswords = [.. service.List(request.User.Name).OrderBy(one => one.Created).Select(one => View(one, service.LastUse(one)))],
            IsReadOnly = isReadOnly,
            NewPassword = making?.Password,
            NewName = making?.Made?.User,
            Typed = making?.Error is null || form is null ? null : Typed(form),
        });
    }

    private static HtpasswdAppPasswordForm Typed(IFormCollection form) => new()
    {
        Name = form["name"].ToString(),
        Paths = string.Join('\n', form["paths"].OfType<string>()),
        Methods = [.. form["methods"].OfType<string>()],
        Days = form["days"].ToString(),
    };

    private static HtpasswdAppPassword View(AppPassword one, DateTimeOffset? lastUsed) => new()
    {
        Id = one.Id,
        Name = one.Name,
        Created = one.Created,
        Expires = one.Expires,
        LastUsed = lastUsed,
        Paths = one.Paths,
        Methods = one.Methods,
    };
}
