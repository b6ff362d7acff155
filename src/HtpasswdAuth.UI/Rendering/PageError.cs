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

        string key = $"error.{error.Code}";
        string variant = TypedRecoveryCode(page) ? ".recovery" : "";
        object limit = error.Limit is { } number ? context.Number(number) : "";
        string? title = context.FindText($"{key}{variant}.title") ?? context.FindText($"{key}.title");
        string? advice = context.FindText($"{key}{variant}.advice") ?? context.FindText($"{key}.advice");
        return new PageError(title ?? error.Title, advice is null ? error.Advice : string.Format(context.Culture, advice, limit));
    }

    /// <summary>What is against a new password.</summary>
    public static string Of(PasswordRefusal refusal, HtpasswdPageContext context)
    {
        string key = $"refusal.{refusal.Code}";
        object limit = refusal.Limit is { } number ? context.Number(number) : "";

        // The application's own estimate may come with advice of its own, which nobody has translated.
        return context.FindText(key) is { } text ? string.Format(context.Culture, text, limit) : refusal.Message;
    }

    private static bool TypedRecoveryCode(HtpasswdPage page) => page switch
    {
        CodePage code => code.WithRecoveryCode,
        EnrolmentPage enrolment => enrolment.WithRecoveryCode,
        PasswordPage password => password.WithRecoveryCode,
        _ => page.Error?.Field == "recovery_code",
    };
}
