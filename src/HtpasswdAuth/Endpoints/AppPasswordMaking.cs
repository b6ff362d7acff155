using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What came of making an app password: it and its password, or why not.</summary>
internal sealed record AppPasswordMaking
{
    /// <summary>Of the response, were it JSON.</summary>
    public required int Status { get; init; }

    public AppPassword? Made { get; init; }

    /// <summary>Shown this once.</summary>
    public string? Password { get; init; }

    public HtpasswdPageError? Error { get; init; }

    public static async Task<AppPasswordMaking> TryAsync(AccountRequest request, AppPasswordInput input)
    {
        if (!request.Factor.Site.Secrets.IsWritable)
        {
            return Refused(StatusCodes.Status503ServiceUnavailable, AccountErrors.AppPasswordsReadOnly);
        }

        if (AppPasswordRules.WhatIsWrong(input, request.Factor.Site.Options.AppPasswords) is { } wrong)
        {
            return Refused(StatusCodes.Status422UnprocessableEntity, wrong);
        }

        DateTimeOffset now = request.Factor.Site.Time.GetUtcNow();
        AppPassword made = AppPassword.Create(request.User.Name, input.Name!, now, out string password) with
        {
            Paths = [.. input.Paths ?? []],
            Methods = [.. (input.Methods ?? []).Select(method => method.ToUpperInvariant())],
            Expires = EndOf(input, request.Factor.Site.Options.AppPasswords, now),
        };
        return await request.Factor.AppPasswordService.AddAsync(made, request.Context.RequestAborted).ConfigureAwait(false) switch
        {
            true => new() { Status = StatusCodes.Status201Created, Made = made, Password = password },
            false => Refused(StatusCodes.Status409Conflict, AccountErrors.TooManyAppPasswords),
            null => Refused(StatusCodes.Status503ServiceUnavailable, AccountErrors.Unavailable),
        };
    }

    private static DateTimeOffset? EndOf(AppPasswordInput input, AppPasswordOptions options, DateTimeOffset now)
    {
        TimeSpan? wanted = input.Days is { } days ? TimeSpan.FromDays(days) : null;
        return (wanted is null || wanted > options.MaxLifetime ? options.MaxLifetime ?? wanted : wanted) is { } lifetime ? now + lifetime : null;
    }

    private static AppPasswordMaking Refused(int status, HtpasswdPageError error) => new() { Status = status, Error = error };
}
