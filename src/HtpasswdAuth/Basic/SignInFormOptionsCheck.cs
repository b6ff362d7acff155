namespace HtpasswdAuth;

/// <summary>What is wrong with the options of the sign-in form, one sentence each.</summary>
internal static class SignInFormOptionsCheck
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Most = TimeSpan.FromHours(24);

    public static IEnumerable<string> Errors(SignInFormOptions form)
    {
        (bool Holds, string Error)[] checks =
        [
            (form.Lifetime >= Least && form.Lifetime <= Most, "SignInForm.Lifetime must be 1 minute to 24 hours."),
            (form.IdleLifetime >= Least && form.IdleLifetime <= form.Lifetime, "SignInForm.IdleLifetime must be 1 minute to SignInForm.Lifetime."),
            (SecondFactorOptionsCheck.IsLocalPath(form.Path), "SignInForm.Path must be a path of this site, such as /account/sign-in."),
        ];
        return checks.Where(check => !check.Holds).Select(check => check.Error);
    }
}
