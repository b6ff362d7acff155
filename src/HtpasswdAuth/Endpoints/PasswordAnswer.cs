using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Writes what the address to change a password answers: pages to people, problems to programs.</summary>
internal static class PasswordAnswer
{
    /// <summary>Shows the form, for the first time or with what is wrong.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="input">What was typed, or the query said.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="known">Who is known by the right password, by the request or by the form.</param>
    public static Task WriteFormAsync(AccountVisit visit, PasswordInput input, PasswordProblem? problem, VerifiedUser? known)
    {
        SchemePasswords passwords = visit.Passwords;
        bool? isEnrolled = visit.Authenticator.SecondFactor is not { } factor ? false
            : known is null || factor.Site.IsUnknown(known.Name) ? null
            : factor.Site.FindEnrolment(known.Name) is not null;
        PasswordPolicyOptions policy = passwords.Options.Policy;
        return AccountPageWriter.WriteAsync(visit.Context, new PasswordPage
        {
            StatusCode = problem?.FormStatus ?? StatusCodes.Status200OK,
            Site = PageSites.Of(visit.Context, visit.Authenticator),
            UserName = visit.User?.Name,
            TypedName = visit.User?.Name ?? input.UserName,
            AntiforgeryToken = visit.NewToken(),
            ReturnUrl = PasswordReturn.AddressFor(visit, input.ReturnUrl),
            Error = problem is null ? null : ErrorOf(problem),
            IsForced = known is not null && passwords.Standings.Of(known) == PasswordStanding.ChangeForced,
            NeedsCode = isEnrolled,
            WithRecoveryCode = input.RecoveryCode is not null,
            MinLength = passwords.Changer.Policy.MinLength(isEnrolled == true),
            MaxLength = policy.MaxLength,
            Refusals = problem?.Refusals ?? [],
        });
    }

    public static Task WriteChangedAsync(AccountVisit visit, VerifiedUser user, string? returnUrl) => visit.Context.Request.HasFormContentType
        ? AccountPageWriter.WriteAsync(visit.Context, new PasswordChangedPage
        {
            Site = PageSites.Of(visit.Context, visit.Authenticator),
            UserName = user.Name,
            AntiforgeryToken = visit.NewToken(),
            ReturnUrl = PasswordReturn.AfterChange(visit, returnUrl),
            BrowserWillAsk = visit.Context.Request.Headers.Authorization.Count > 0,
        })
        : AccountAnswer.NoContent(visit.Context);

    public static Task WriteProblemAsync(AccountVisit visit, PasswordInput input, PasswordProblem problem, VerifiedUser? known)
    {
        problem.SetRetryAfter(visit.Context.Response);
        return visit.Context.Request.HasFormContentType
            ? WriteFormAsync(visit, input, problem, known)
            : ProblemWriter.WriteAsync(visit.Context, problem.Status, problem.Name, problem.Title, problem.Advice, MembersOf(problem));
    }

    private static HtpasswdPageError ErrorOf(PasswordProblem problem) =>
        new(problem.Name, problem.Title, problem.Advice) { RetryAfter = problem.RetryAfter, Field = problem.Field };

    private static JsonObject? MembersOf(PasswordProblem problem)
    {
        var members = new JsonObject();
        if (problem.Field is { } field)
        {
            members["field"] = field;
        }

        if (problem.Refusals.Count > 0)
        {
            members["refusals"] = new JsonArray([.. problem.Refusals.Select(Describe)]);
        }

        return members.Count > 0 ? members : null;
    }

    private static JsonObject Describe(PasswordRefusal refusal)
    {
        var described = new JsonObject { ["code"] = refusal.Code.ToString(), ["message"] = refusal.Message };
        if (refusal.Limit is { } limit)
        {
            described["limit"] = limit;
        }

        return described;
    }
}
