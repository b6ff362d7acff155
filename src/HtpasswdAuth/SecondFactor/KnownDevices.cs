using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Tells a browser that once gave a right code from a stranger's, by a cookie of its own. It spares nobody a code: it only keeps
/// the failures of strangers from making the user wait. With another password or phone of its user, and when all sessions of the user
/// are ended, the browser is a stranger's again.
/// </summary>
internal sealed class KnownDevices(SecondFactorSite site)
{
    private const int IdBytes = 16;

    private readonly TokenCipher<KnownDevice> _cipher = site.Protection.Create(new KnownDeviceFormat());
    private readonly AccountCookie _cookie = new("htpasswd-device", site.Options.CookieDomain, site.Options.AllowInsecureForDevelopment);

    /// <summary>The id of the browser, if it is known as that user's; otherwise <see langword="null"/>.</summary>
    public string? Find(HttpContext context, string userName) =>
        Read(context, userName) is { } device && IsKnown(device) ? device.Id : null;

    /// <summary>Where a code of the request comes from.</summary>
    public CodeSource SourceOf(HttpContext context, string userName) =>
        new(Find(context, userName), ClientNetwork.From(context.Connection.RemoteIpAddress));

    /// <summary>Makes the browser known, or known for longer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Who gave a code.</param>
    /// <param name="enrolmentId">The enrolment whose code it was.</param>
    public void Remember(HttpContext context, VerifiedUser user, string enrolmentId) => Write(context, user, Find(context, user.Name), enrolmentId);

    /// <summary>The user has changed the password in this browser: where it was known, it is known with the new one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">The user with the new one.</param>
    /// <param name="device">What <see cref="Find"/> gave before the change.</param>
    public void CarryOver(HttpContext context, VerifiedUser user, string? device)
    {
        if (device is not null && site.FindEnrolment(user.Name) is { } enrolment)
        {
            Write(context, user, device, enrolment.Id);
        }
    }

    private KnownDevice? Read(HttpContext context, string userName) =>
        _cipher.TryUnprotect(_cookie.Read(context), out KnownDevice? device, out _)
        && device.Account.User == userName
            ? device
            : null;

    private bool IsKnown(KnownDevice device) =>
        site.Time.GetUtcNow() < device.Expires
        && site.States.Current is { } states
        && device.Epochs == SessionEpochs.Of(states, device.Account.User)
        && site.FindEnrolment(device.Account.User)?.Id == device.EnrolmentId
        && site.Lines.IsCurrent(device.Account);

    private void Write(HttpContext context, VerifiedUser user, string? id, string enrolmentId)
    {
        var device = new KnownDevice
        {
            Account = new TokenAccount(user.Name, user.PasswordVersion),
            Id = id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            EnrolmentId = enrolmentId,
            Expires = site.Time.GetUtcNow() + site.Options.DeviceLifetime,
            Epochs = SessionEpochs.Of(site.States.Current, user.Name),
        };
        if (_cipher.Protect(device) is { } text)
        {
            _cookie.Write(context, text, site.Options.DeviceLifetime);
        }
    }
}
