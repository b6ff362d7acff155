using HtpasswdAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what people and programs do with their own account.</summary>
public static class HtpasswdApiExtensions
{
    /// <summary>
    /// Maps the account's JSON endpoints and, for browsers without any other page, plain forms to give a code, to enrol and to change the password.
    /// They check the password themselves: neither a gate nor a fallback policy keeps from them who has not given the second factor yet.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path that all of them lie below.</param>
    /// <param name="authenticationScheme">The scheme added with <c>AddHtpasswd</c>.</param>
    /// <returns>The endpoints, to add conventions to.</returns>
    /// <exception cref="ArgumentException">The path is empty or does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">The scheme was not added with <c>AddHtpasswd</c>.</exception>
    public static IEndpointConventionBuilder MapHtpasswdApi(
        this IEndpointRouteBuilder endpoints, string prefix = "/api/account", string authenticationScheme = HtpasswdDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (prefix is not ['/', not '/', ..])
        {
            throw new ArgumentException("The prefix must be a path of this site, such as /api/account.", nameof(prefix));
        }

        HtpasswdSchemes schemes = endpoints.ServiceProvider.GetService<HtpasswdSchemes>()
            ?? throw new InvalidOperationException("MapHtpasswdApi needs a password file. Add it: builder.Services.AddAuthentication().AddHtpasswd(\"users.htpasswd\").");
        var door = new AccountDoor(schemes, authenticationScheme);
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        group.WithMetadata(ChecksPasswordItself.Instance).AllowAnonymous();
        group.MapGet("me", Account(door, AccountLevel.Password, AccountEndpoints.GetMe));
        group.MapGet("sign-out", Account(door, AccountLevel.AnyPassword, PlainSignOutPage.WriteAsync)).WithName(AccountPages.SignOutPageName(authenticationScheme));
        group.MapPost("sign-out", Account(door, AccountLevel.AnyPassword, AccountEndpoints.SignOutAsync));
        MapPassword(group, door, authenticationScheme);
        MapSecondFactor(group, door, authenticationScheme);
        MapEnrolment(group, door, authenticationScheme);
        MapAppPasswords(group, door);
        return group;
    }

    private static void MapPassword(RouteGroupBuilder group, AccountDoor door, string scheme)
    {
        group.MapGet("password", Visit(door, PasswordEndpoints.GetPage)).WithName(PasswordChangeChallenge.PageName(scheme));
        group.MapPost("password", Visit(door, PasswordEndpoints.ChangeAsync));
    }

    private static void MapSecondFactor(RouteGroupBuilder group, AccountDoor door, string scheme)
    {
        group.MapGet("second-factor", Account(door, AccountLevel.Password, CodeEndpoints.GetPage)).WithName(SecondFactorChallenge.CodePageName(scheme));
        group.MapPost("second-factor", Account(door, AccountLevel.Password, CodeEndpoints.VerifyAsync));
    }

    private static void MapEnrolment(RouteGroupBuilder group, AccountDoor door, string scheme)
    {
        group.MapGet("second-factor/enrolment", Account(door, AccountLevel.Password, EnrolmentEndpoints.GetPage)).WithName(SecondFactorChallenge.EnrolmentPageName(scheme));
        group.MapPost("second-factor/enrolment", Account(door, AccountLevel.Password, EnrolmentEndpoints.BeginAsync));
        group.MapDelete("second-factor/enrolment", Account(door, AccountLevel.SecondFactor, EnrolmentEndpoints.RemoveAsync));
        group.MapPost("second-factor/enrolment/confirm", Account(door, AccountLevel.Password, EnrolmentEndpoints.ConfirmAsync)).WithName(AccountPages.ConfirmationPageName(scheme));
        group.MapPost("recovery-codes", Account(door, AccountLevel.SecondFactor, EnrolmentEndpoints.RenewRecoveryCodesAsync));
    }

    private static void MapAppPasswords(RouteGroupBuilder group, AccountDoor door)
    {
        group.MapGet("app-passwords", Account(door, AccountLevel.SecondFactor, AppPasswordEndpoints.ListAsync));
        group.MapPost("app-passwords", Account(door, AccountLevel.SecondFactor, AppPasswordEndpoints.AddAsync));
        group.MapDelete("app-passwords/{id}", Account(door, AccountLevel.SecondFactor, AppPasswordEndpoints.RemoveAsync));
    }

    private static RequestDelegate Visit(AccountDoor door, Func<AccountVisit, Task> handle) => async context =>
    {
        if (await door.ReceiveAsync(context).ConfigureAwait(false) is { } visit)
        {
            await handle(visit).ConfigureAwait(false);
        }
    };

    private static RequestDelegate Account(AccountDoor door, AccountLevel level, Func<AccountRequest, Task> handle) => async context =>
    {
        if (await door.OpenAsync(context, level).ConfigureAwait(false) is { } request)
        {
            await handle(request).ConfigureAwait(false);
        }
    };
}
