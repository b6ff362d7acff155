using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Tells a browser in which a user has signed in from a stranger's, by a cookie of its own. It spares no user a password or a code: it only
/// keeps the failures of strangers from making the user wait. With another password, and when all sessions of the user are ended, the
/// browser is a stranger's again; for codes it is one until it has given a right one of the phone that the user has now.
/// </summary>
internal sealed class KnownDevices(
    SecondFactorOptions options,
    AccountLines lines,
    IOtpStateStore states,
    AccountProtection protection,
    AttemptThrottle? throttle,
    TimeProvider time)
{
    private const int IdBytes = 16;

    /// <summary>A cookie is not written anew with each sign-in.</summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromDays(1);

    private readonly TokenCipher<KnownDevice> _cipher = protection.Create(new KnownDeviceFormat());
    private readonly AccountCookie _cookie = new("htpasswd-device", options.CookieDomain, options.AllowInsecureForDevelopment);

    /// <summary>The id of the browser, if it is known as that user's; otherwise <see langword="null"/>.</summary>
    public string? Find(HttpContext context, string userName) => FindKnown(context, userName)?.Id;

    /// <summary>What the cookie of the browser says, if it is known as that user's; otherwise <see langword="null"/>.</summary>
    public KnownDevice? FindKnown(HttpContext context, string userName) =>
        _cipher.TryUnprotect(_cookie.Read(context), out KnownDevice? device, out _) && device.Account.User == userName && IsKnown(device)
            ? device
            : null;

    /// <summary>Where a code of the request comes from.</summary>
    /// <param name="context">The request.</param>
    /// <param name="userName">The user.</param>
    /// <param name="enrolmentId">The user's enrolment; <see langword="null"/> without one.</param>
    public CodeSource SourceOf(HttpContext context, string userName, string? enrolmentId) => new(
        enrolmentId is not null && FindKnown(context, userName) is { } device && device.EnrolmentId == enrolmentId ? device.Id : null,
        ClientNetwork.From(context.Connection.RemoteIpAddress));

    /// <summary>
    /// A password was right. Of a browser that waits for a page it is remembered: programs keep no cookies.
    /// </summary>
    public void SignedIn(HttpContext context, VerifiedUser user)
    {
        if (context.Response.HasStarted || context.Items.ContainsKey(this) || !WaitsForPage(context.Request))
        {
            return;
        }

        KnownDevice? known = FindKnown(context, user.Name);
        if (known is null || time.GetUtcNow() >= known.Expires - options.DeviceLifetime + RenewAfter)
        {
            Write(context, user, known?.Id, known?.EnrolmentId ?? "");
        }
    }

    /// <summary>A code was right: the browser is known, or known for longer. Programs keep no cookies.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Who gave a code.</param>
    /// <param name="enrolmentId">The enrolment whose code it was.</param>
    public void Remember(HttpContext context, VerifiedUser user, string enrolmentId)
    {
        if (WaitsForPage(context.Request) || NavigationRequest.IsByBrowser(context.Request))
        {
            Write(context, user, Find(context, user.Name), enrolmentId);
        }
    }

    /// <summary>The user has changed the password in this browser: where it was known, it is known with the new one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">The user with the new one.</param>
    /// <param name="device">What <see cref="FindKnown"/> gave before the change.</param>
    public void CarryOver(HttpContext context, VerifiedUser user, KnownDevice? device)
    {
        if (device is not null)
        {
            Write(context, user, device.Id, device.EnrolmentId);
        }
    }

    private static bool WaitsForPage(HttpRequest request) => NavigationRequest.IsNavigation(request) || NavigationRequest.IsForm(request);

    private bool IsKnown(KnownDevice device) =>
        time.GetUtcNow() < device.Expires
        && states.Current is { } current
        && device.Epochs == SessionEpochs.Of(current, device.Account.User)
        && lines.IsCurrent(device.Account);

    /// <summary>
    /// One cookie for each response, at its start: only then it is known whether it may be stored, which would hand the cookie to others.
    /// </summary>
    private void Write(HttpContext context, VerifiedUser user, string? id, string enrolmentId)
    {
        var before = context.Items[this] as KnownDevice;
        context.Items[this] = new KnownDevice
        {
            Account = new TokenAccount(user.Name, user.PasswordVersion),
            Id = id ?? before?.Id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            EnrolmentId = enrolmentId,
            Expires = time.GetUtcNow() + options.DeviceLifetime,
            Epochs = SessionEpochs.Of(states.Current, user.Name),
        };
        if (before is null)
        {
            context.Response.OnStarting(() =>
            {
                WriteNow(context, (KnownDevice)context.Items[this]!);
                return Task.CompletedTask;
            });
        }
    }

    private void WriteNow(HttpContext context, KnownDevice device)
    {
        if (ResponseStorage.TryForbid(context.Response) && _cipher.Protect(device) is { } text)
        {
            _cookie.Write(context, text, options.DeviceLifetime);
            throttle?.Know(device.Account.User, device.Id, ClientNetwork.From(context.Connection.RemoteIpAddress));
        }
    }
}
