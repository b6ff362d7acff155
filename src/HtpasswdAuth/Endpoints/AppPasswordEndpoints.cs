using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HtpasswdAuth;

/// <summary>Passwords for programs, managed by programs.</summary>
internal static class AppPasswordEndpoints
{
    public static Task ListAsync(AccountRequest request)
    {
        AppPasswordService service = request.Factor.AppPasswordService;
        AppPasswordView[] views = [.. service.List(request.User.Name).Select(one => View(one, service.LastUse(one), password: null))];
        return AccountAnswer.WriteAsync(request.Context, views, HtpasswdJsonContext.Default.AppPasswordViewArray);
    }

    public static async Task AddAsync(AccountRequest request)
    {
        if (await AccountInput.ReadAsync(request.Context, HtpasswdJsonContext.Default.AppPasswordInput, AppPasswordInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        AppPasswordMaking making = await AppPasswordMaking.TryAsync(request, input).ConfigureAwait(false);
        await (making.Made is { } made
            ? AccountAnswer.WriteAsync(request.Context, View(made, lastUsed: null, making.Password), HtpasswdJsonContext.Default.AppPasswordView, making.Status)
            : AccountNotice.WriteAsync(request, making.Status, making.Error!)).ConfigureAwait(false);
    }

    public static async Task RemoveAsync(AccountRequest request) => await (await TryRemoveAsync(request).ConfigureAwait(false) switch
    {
        true => AccountAnswer.NoContent(request.Context),
        false => ProblemWriter.WriteAsync(request.Context, StatusCodes.Status404NotFound, "no-such-app-password", "There is no such app password.", "GET app-passwords lists them."),
        null => AccountAnswer.Unavailable(request),
    }).ConfigureAwait(false);

    /// <summary>Removes the one whose id stands in the address; <see langword="null"/> if that cannot be written, <see langword="false"/> if there is none.</summary>
    public static Task<bool?> TryRemoveAsync(AccountRequest request) => request.Factor.AppPasswordService.RemoveAsync(
        request.User.Name, request.Context.GetRouteValue("id") as string ?? "", request.Context.RequestAborted);

    private static AppPasswordView View(AppPassword one, DateTimeOffset? lastUsed, string? password) => new()
    {
        Id = one.Id,
        Name = one.Name,
        Created = one.Created,
        Expires = one.Expires,
        LastUsed = lastUsed,
        Paths = one.Paths,
        Methods = one.Methods,
        Password = password,
    };
}
