namespace HtpasswdAuth.UI;

/// <summary>An error in the words of the page's language; in English where nobody has translated it.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Advice">What to do next.</param>
internal sealed record PageError(string Title, string Advice)
{
    public static PageError? Of(HtpasswdPage page, HtpasswdPageContext context)
    {
        if (page.Error is not { } error)
        {
            return null;
        }

        string? advice = Find(page, error, "advice", context);
        return new PageError(Find(page, error, "title", context) ?? error.Title, WithLimit(advice, error.Limit, context) ?? error.Advice);
    }

    /// <summary>What is against a new password.</summary>
    public static string Of(PasswordRefusal refusal, HtpasswdPageContext context)
    {
        string key = $"refusal.{refusal.Code}";

        // The application's own estimate may come with advice of its own, which nobody has translated.
        return WithLimit(context.FindText(key), refusal.Limit, context) ?? refusal.Message;
    }

    /// <summary>No sentence with a hole where its number is missing.</summary>
    private static string? WithLimit(string? text, int? limit, HtpasswdPageContext context) => (text?.Contains("{0}", StringComparison.Ordinal), limit) switch
    {
        (true, null) => null,
        (true, { } number) => text!.Replace("{0}", context.Number(number), StringComparison.Ordinal),
        _ => text,
    };

    /// <summary>The text for just this case if there is one, or the one for all.</summary>
    private static string? Find(HtpasswdPage page, HtpasswdPageError error, string part, HtpasswdPageContext context)
    {
        string?[] cases = [WithRecoveryCode(page) ? ".recovery" : null, page.UserName is null ? ".anybody" : null, error.Field is { } field ? "." + field : null, ""];
        return cases.OfType<string>().Select(one => context.FindText($"error.{error.Code}{one}.{part}")).FirstOrDefault(text => text is not null);
    }

    private static bool WithRecoveryCode(HtpasswdPage page) => page switch
    {
        CodePage code => code.WithRecoveryCode,
        EnrolmentPage enrolment => enrolment.WithRecoveryCode,
        PasswordPage password => password.WithRecoveryCode,
        _ => page.Error?.Field == "recovery_code",
    };
}
