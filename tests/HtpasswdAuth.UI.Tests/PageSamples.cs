namespace HtpasswdAuth.UI.Tests;

/// <summary>Every page in every state, by a name of its own.</summary>
internal static class PageSamples
{
    public const string User = "alice";
    public const string Realm = "Observatory";

    public static readonly DateTimeOffset Now = new(2026, 5, 3, 13, 50, 0, TimeSpan.Zero);

    public static HtpasswdPageSite Site { get; } = new()
    {
        SchemeName = "Htpasswd",
        Realm = Realm,
        Links = new HtpasswdPageLinks("/account"),
        HasSecondFactor = true,
        HasSignInForm = false,
    };

    public static IReadOnlyDictionary<string, Func<string, HtpasswdPageSite, HtpasswdPage>> All { get; } =
        new Dictionary<string, Func<string, HtpasswdPageSite, HtpasswdPage>>
        {
            ["overview"] = (user, site) => new OverviewPage
            {
                UserName = user, Site = site, AntiforgeryToken = "t", IsEnrolled = true, CodeGiven = Now, SessionExpires = Now.AddHours(6), RecoveryCodesLeft = 1,
                IsKnownDevice = true, PasswordChanged = Now.AddDays(-200), AppPasswords = 2,
            },
            ["overview-new"] = (user, site) => new OverviewPage { UserName = user, Site = site, AntiforgeryToken = "t", IsEnrolled = false },
            ["overview-refused"] = (user, site) => new OverviewPage
            {
                UserName = user, Site = site, AntiforgeryToken = "t", StatusCode = 422, IsEnrolled = true, Error = Wrong("code-wrong", "code"),
            },
            ["sign-in"] = (_, site) => new SignInPage { Site = site with { HasSignInForm = true }, AntiforgeryToken = "t" },
            ["sign-in-refused"] = (user, site) => new SignInPage
            {
                Site = site with { HasSignInForm = true }, AntiforgeryToken = "t", TypedName = user, StatusCode = 422, Error = Wrong("not-translated", "password"),
            },
            ["sign-out"] = (user, site) => new SignOutPage { UserName = user, Site = site, AntiforgeryToken = "t" },
            ["signed-out"] = (_, site) => new SignedOutPage { Site = site, AntiforgeryToken = "t", BrowserKeepsPassword = true },
            ["signed-out-form"] = (_, site) => new SignedOutPage { Site = site with { HasSignInForm = true }, AntiforgeryToken = "t", BrowserKeepsPassword = false },
            ["notice"] = (_, site) => new NoticePage { Site = site, AntiforgeryToken = "t", StatusCode = 403, Error = Wrong("cross-site", field: null) },
            ["code"] = (user, site) => Code(user, site, withRecoveryCode: false),
            ["code-button"] = (user, site) => new CodePage { UserName = user, Site = site, AntiforgeryToken = "t", WithRecoveryCode = false, IsAgain = true, Digits = 8, Period = null },
            ["code-recovery"] = (user, site) => Code(user, site, withRecoveryCode: true),
            ["code-wrong"] = (user, site) => Code(user, site, withRecoveryCode: false, 422, Wrong("code-wrong", "code")),
            ["code-used"] = (user, site) => Code(user, site, withRecoveryCode: false, 422, Wrong("code-used", "code")),
            ["code-recovery-wrong"] = (user, site) => Code(user, site, withRecoveryCode: true, 422, Wrong("code-wrong", "recovery_code")),
            ["code-wait"] = (user, site) => Code(user, site, withRecoveryCode: false, 429, Wrong("too-many-codes", field: null) with { RetryAfter = TimeSpan.FromMinutes(15) }),
            ["enrol"] = (user, site) => Enrol(user, site, replaces: false, needsTicket: false),
            ["enrol-ticket"] = (user, site) => Enrol(user, site, replaces: false, needsTicket: true),
            ["enrol-replace"] = (user, site) => Enrol(user, site, replaces: true, needsTicket: false),
            ["enrol-stale"] = (user, site) => new EnrolmentPage
            {
                UserName = user, Site = site, AntiforgeryToken = "t", StatusCode = 409, Replaces = true, WithRecoveryCode = true, NeedsTicket = false, Error = Wrong("enrolment-stale", field: null),
            },
            ["secret"] = (user, site) => Secret(user, site),
            ["secret-wrong"] = (user, site) => Secret(user, site, 422, Wrong("code-wrong", "code")),
            ["new-codes"] = (user, site) => new RecoveryCodesPage
            {
                UserName = user, Site = site, AntiforgeryToken = "t", ReturnUrl = "/back?to=here&x=%2F",
                Codes = [.. Enumerable.Range(0, 10).Select(i => $"ABCD-EFGH-IJKL-MN{(char)('A' + i)}P")],
            },
            ["codes"] = (user, site) => new RecoveryCodesPage { UserName = user, Site = site, AntiforgeryToken = "t", Left = 7 },
            ["password"] = (user, site) => PasswordOf(user, site, needsCode: true),
            ["password-anybody"] = (user, site) => PasswordOf(userName: null, site, needsCode: null),
            ["password-forced"] = (user, site) => PasswordOf(user, site, needsCode: false, isForced: true),
            ["password-refused"] = (user, site) => PasswordOf(user, site, needsCode: false, error: Wrong("password-refused", "newPassword"), refusals:
            [
                new PasswordRefusal(PasswordRefusalCode.TooShort, "It has 4 of the 15 characters that are needed.", 15),
                new PasswordRefusal(PasswordRefusalCode.TooWeak, "It would be guessed soon."),
            ]),
            ["password-wrong"] = (user, site) => PasswordOf(user, site, needsCode: true, isRecovery: true, error: Wrong("current-password-wrong", "currentPassword")),
            ["changed"] = (user, site) => new PasswordChangedPage { UserName = user, Site = site, AntiforgeryToken = "t", BrowserWillAsk = true },
            ["apps"] = (user, site) => new AppPasswordsPage { UserName = user, Site = site, AntiforgeryToken = "t", AppPasswords = Apps(user) },
            ["apps-none"] = (user, site) => new AppPasswordsPage { UserName = user, Site = site, AntiforgeryToken = "t", AppPasswords = [] },
            ["apps-read-only"] = (user, site) => new AppPasswordsPage
            {
                UserName = user, Site = site, AntiforgeryToken = "", AppPasswords = Apps(user), IsReadOnly = true, Error = Wrong("app-passwords-read-only", field: null),
            },
            ["apps-new"] = (user, site) => new AppPasswordsPage
            {
                UserName = user, Site = site, AntiforgeryToken = "t", AppPasswords = Apps(user), NewName = user + "+a1b2", NewPassword = "k3v9-q2xw-71mz-p0dr-8ths",
            },
            ["apps-refused"] = (user, site) => new AppPasswordsPage
            {
                UserName = user, Site = site, AntiforgeryToken = "t", AppPasswords = [], StatusCode = 422, Error = Wrong("app-password-invalid", "paths") with { Limit = 16 },
                Typed = new HtpasswdAppPasswordForm { Name = user, Paths = "backup", Methods = ["GET"], Days = "x" },
            },
        };

    public static TheoryData<string> Names => [.. All.Keys];

    private static HtpasswdPageError Wrong(string code, string? field) => new(code, "An English title.", "English advice.") { Field = field };

    private static CodePage Code(string user, HtpasswdPageSite site, bool withRecoveryCode, int status = 200, HtpasswdPageError? error = null) => new()
    {
        UserName = user, Site = site, AntiforgeryToken = "t", WithRecoveryCode = withRecoveryCode, IsAgain = false, Digits = 6, Period = 30, StatusCode = status, Error = error,
    };

    private static EnrolmentPage Enrol(string user, HtpasswdPageSite site, bool replaces, bool needsTicket) =>
        new() { UserName = user, Site = site, AntiforgeryToken = "t", Replaces = replaces, WithRecoveryCode = false, NeedsTicket = needsTicket };

    private static EnrolmentSecretPage Secret(string user, HtpasswdPageSite site, int status = 200, HtpasswdPageError? error = null) => new()
    {
        UserName = user, Site = site, AntiforgeryToken = "t", StatusCode = status, Error = error, Key = "AEBAGBAFAYDQQCIKBMGA2DQPCAIREEYU",
        OtpAuthUri = "otpauth://totp/Observatory:alice?secret=AEBAGBAFAYDQQCIKBMGA2DQPCAIREEYU&issuer=Observatory", Token = "token", Expires = Now.AddMinutes(10),
    };

    private static PasswordPage PasswordOf(
        string? userName, HtpasswdPageSite site, bool? needsCode, bool isForced = false, bool isRecovery = false, HtpasswdPageError? error = null, PasswordRefusal[]? refusals = null) => new()
        {
            UserName = userName, Site = site, AntiforgeryToken = "t", NeedsCode = needsCode, IsForced = isForced, WithRecoveryCode = isRecovery, MinLength = 15, MaxLength = 1024,
            StatusCode = error is null ? 200 : 422, Error = error, Refusals = refusals ?? [],
        };

    private static HtpasswdAppPassword[] Apps(string name) =>
    [
        new() { Id = "a/1", Name = name, Created = Now.AddDays(-30), LastUsed = Now.AddDays(-1) },
        new() { Id = "b2", Name = "Backup script", Created = Now.AddDays(-3), Expires = Now.AddDays(90), Paths = ["/backup"], Methods = ["GET", "HEAD"] },
    ];
}
