using HtpasswdAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what people and programs do with their own account.</summary>
public static class HtpasswdApiExtensions
{
    /// <summary>
    /// Maps the account's JSON endpoints and, for browsers, pages to give a code, to enrol, to change the password and to sign out: plain ones, or those of the
    /// <see cref="IHtpasswdPages"/> that is registered, which has pages for all the rest too. They check the password themselves: neither a gate nor a fallback policy keeps from them who has not given the second factor yet.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path that all of them lie below.</param>
    /// <param name="authenticationScheme">The scheme added with <c>AddHtpasswd</c> or <c>AddHtdigest</c>.</param>
    /// <returns>The endpoints, to add conventions to.</returns>
    /// <exception cref="ArgumentException">The path is empty or does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">Nothing was added with <c>AddHtpasswd</c> or <c>AddHtdigest</c>, or the scheme's account was mapped before.</exception>
    public static IEndpointConventionBuilder MapHtpasswdApi(
        this IEndpointRouteBuilder endpoints, string prefix = "/api/account", string authenticationScheme = HtpasswdDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (prefix is not ['/', not '/', ..])
        {
            throw new ArgumentException("The prefix must be a path of this site, such as /api/account.", nameof(prefix));
        }

        AccountSchemes schemes = endpoints.ServiceProvider.GetService<AccountSchemes>()
            ?? throw new InvalidOperationException("MapHtpasswdApi needs a password file. Add it: builder.Services.AddAuthentication().AddHtpasswd(\"users.htpasswd\").");
        schemes.PlaceAccount(authenticationScheme, prefix);
        var door = new AccountDoor(schemes, authenticationScheme);
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        group.WithMetadata(ChecksPasswordItself.Instance).AllowAnonymous();
        group.MapGet("me", Account(door, AccountLevel.Password, AccountEndpoints.GetMe));
        group.MapGet("sign-out", Account(door, AccountLevel.AnyPassword, AccountEndpoints.GetSignOutPage)).WithName(AccountPages.SignOutPageName(authenticationScheme));
        group.MapPost("sign-out", Account(door, AccountLevel.AnyPassword, AccountEndpoints.SignOutAsync));
        MapPassword(group, door, authenticationScheme);

        // Only where the form is enabled: at its address there may otherwise be a page of the site's own.
        if (schemes.HasSignInForm(authenticationScheme))
        {
            MapSignIn(group, door, authenticationScheme);
        }

        MapSecondFactor(group, door, authenticationScheme);
        MapEnrolment(group, door, authenticationScheme);
        bool hasOwnPages = AccountPageWriter.HasOwnPages(endpoints.ServiceProvider);
        MapAppPasswords(group, door, hasOwnPages);
        if (hasOwnPages)
        {
            MapOwnPages(group, door);
        }

        return group;
    }

    private static void MapPassword(RouteGroupBuilder group, AccountDoor door, string scheme)
    {
        group.MapGet("password", Visit(door, PasswordEndpoints.GetPage)).WithName(PasswordChangeChallenge.PageName(scheme));
        group.MapPost("password", Visit(door, PasswordEndpoints.ChangeAsync));
    }

    private static void MapSignIn(RouteGroupBuilder group, AccountDoor door, string scheme)
    {
        group.MapGet("sign-in", Visit(door, SignInEndpoints.GetPage, asNobody: true)).WithName(SignInChallenge.PageName(scheme));
        group.MapPost("sign-in", Visit(door, SignInEndpoints.SignInAsync, asNobody: true));
    }

    private static void MapSecondFactor(RouteGroupBuilder group, AccountDoor door, string scheme)
    {
        group.MapGet("second-factor", Account(door, AccountLevel.BeforeSecondFactor, CodeEndpoints.GetPage)).WithName(SecondFactorChallenge.CodePageName(scheme));
        group.MapPost("second-factor", Account(door, AccountLevel.BeforeSecondFactor, CodeEndpoints.VerifyAsync));
    }

    private static void MapEnrolment(RouteGroupBuilder group, AccountDoor door, string scheme)
    {
        const string Enrolment = "second-factor/enrolment";
        group.MapGet(Enrolment, Account(door, AccountLevel.BeforeSecondFactor, EnrolmentEndpoints.GetPage)).WithName(SecondFactorChallenge.EnrolmentPageName(scheme));
        group.MapPost(Enrolment, Account(door, AccountLevel.BeforeSecondFactor, EnrolmentEndpoints.BeginAsync));
        group.MapDelete(Enrolment, Account(door, AccountLevel.SecondFactor, EnrolmentEndpoints.RemoveAsync));
        group.MapPost(Enrolment + "/confirm", Account(door, AccountLevel.BeforeSecondFactor, EnrolmentEndpoints.ConfirmAsync)).WithName(AccountPages.ConfirmationPageName(scheme));
        group.MapPost("recovery-codes", Account(door, AccountLevel.FreshProof, RecoveryCodeEndpoints.RenewAsync));
    }

    private static void MapAppPasswords(RouteGroupBuilder group, AccountDoor door, bool hasOwnPages)
    {
        group.MapGet("app-passwords", Account(door, AccountLevel.SecondFactor, hasOwnPages ? AppPasswordForms.ListAsync : AppPasswordEndpoints.ListAsync));
        group.MapPost("app-passwords", Account(door, AccountLevel.FreshProof, hasOwnPages ? AppPasswordForms.AddAsync : AppPasswordEndpoints.AddAsync));
        group.MapDelete("app-passwords/{id}", Account(door, AccountLevel.SecondFactor, AppPasswordEndpoints.RemoveAsync));
    }

    /// <summary>What the plain pages have no page for, and what forms of pages need since they cannot send <c>DELETE</c>.</summary>
    private static void MapOwnPages(RouteGroupBuilder group, AccountDoor door)
    {
        group.MapGet("", Account(door, AccountLevel.Password, AccountEndpoints.GetOverview));
        group.MapPost("second-factor/enrolment/remove", Account(door, AccountLevel.SecondFactor, EnrolmentEndpoints.RemoveAsync));
        group.MapGet("recovery-codes", Account(door, AccountLevel.SecondFactor, RecoveryCodeEndpoints.GetPage));

        // The codes come from the browser that sends them: nothing is shown that it does not know.
        group.MapPost("recovery-codes/download", Account(door, AccountLevel.BeforeSecondFactor, RecoveryCodeEndpoints.DownloadAsync));
        group.MapPost("app-passwords/{id}/remove", Account(door, AccountLevel.SecondFactor, AppPasswordForms.RemoveAsync));
    }

    private static RequestDelegate Visit(AccountDoor door, Func<AccountVisit, Task> handle, bool asNobody = false) => async context =>
    {
        if (await door.ReceiveAsync(context, asNobody).ConfigureAwait(false) is { } visit)
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
