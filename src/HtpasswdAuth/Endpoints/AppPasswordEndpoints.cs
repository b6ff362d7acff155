using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HtpasswdAuth;

/// <summary>Passwords for programs.</summary>
internal static class AppPasswordEndpoints
{
    private const int MaxScopes = 16;
    private const int MaxScopeLength = 256;
    private const int MaxNameLength = 64;
    private const int MaxDays = 3660;

    public static Task ListAsync(AccountRequest request)
    {
        AppPasswordService service = request.Factor.AppPasswordService;
        AppPasswordView[] views = [.. service.List(request.User.Name).Select(one => View(one, service.LastUse(one), password: null))];
        return AccountAnswer.WriteAsync(request.Context, views, HtpasswdJsonContext.Default.AppPasswordViewArray);
    }

    public static async Task AddAsync(AccountRequest request)
    {
        HttpContext context = request.Context;
        if (await AccountInput.ReadAsync(context, HtpasswdJsonContext.Default.AppPasswordInput, AppPasswordInput.FromForm).ConfigureAwait(false) is not { } input)
        {
            return;
        }

        if (WhatIsWrong(input) is { } wrong)
        {
            await ProblemWriter.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, "app-password-invalid", "The app password was not made.", wrong).ConfigureAwait(false);
            return;
        }

        DateTimeOffset now = request.Factor.Site.Time.GetUtcNow();
        AppPassword added = AppPassword.Create(request.User.Name, input.Name!, now, out string password) with
        {
            Paths = [.. input.Paths ?? []],
            Methods = [.. (input.Methods ?? []).Select(method => method.ToUpperInvariant())],
            Expires = input.Days is { } days ? now.AddDays(days) : null,
        };
        bool? written = await request.Factor.AppPasswordService.AddAsync(added, context.RequestAborted).ConfigureAwait(false);
        await (written switch
        {
            true => AccountAnswer.WriteAsync(context, View(added, lastUsed: null, password), HtpasswdJsonContext.Default.AppPasswordView, StatusCodes.Status201Created),
            false => ProblemWriter.WriteAsync(
                context, StatusCodes.Status409Conflict, "too-many-app-passwords", "There are too many app passwords.",
                $"A user has at most {AppPasswordService.MaxPerUser}. Remove one that is not used any more."),
            null => AccountAnswer.Unavailable(context),
        }).ConfigureAwait(false);
    }

    public static async Task RemoveAsync(AccountRequest request)
    {
        string id = request.Context.GetRouteValue("id") as string ?? "";
        bool? removed = await request.Factor.AppPasswordService.RemoveAsync(request.User.Name, id, request.Context.RequestAborted).ConfigureAwait(false);
        await (removed switch
        {
            true => AccountAnswer.NoContent(request.Context),
            false => ProblemWriter.WriteAsync(request.Context, StatusCodes.Status404NotFound, "no-such-app-password", "There is no such app password.", "GET app-passwords lists them."),
            null => AccountAnswer.Unavailable(request.Context),
        }).ConfigureAwait(false);
    }

    private static string? WhatIsWrong(AppPasswordInput input)
    {
        if (input.Name is not { Length: >= 1 and <= MaxNameLength } name || name.Any(char.IsControl))
        {
            return $"Give it a name of 1 to {MaxNameLength} characters.";
        }

        if ((input.Paths ?? []) is not { Length: <= MaxScopes } paths || paths.Any(path => path is not { Length: <= MaxScopeLength } || !AppPassword.IsPath(path)))
        {
            return $"Give at most {MaxScopes} paths of at most {MaxScopeLength} characters, each beginning with a slash, without . or .. or // or escapes.";
        }

        if ((input.Methods ?? []) is not { Length: <= MaxScopes } methods || methods.Any(method => method is not { Length: >= 1 and <= 20 } || !method.All(char.IsAsciiLetter)))
        {
            return $"Give at most {MaxScopes} methods, such as GET.";
        }

        return input.Days is null or (>= 1 and <= MaxDays) ? null : $"Give 1 to {MaxDays} days, or none.";
    }

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
