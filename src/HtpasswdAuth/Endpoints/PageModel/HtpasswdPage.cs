using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What a page shows. Each kind of page is a sealed type.</summary>
public abstract class HtpasswdPage
{
    /// <summary>The name of the field that carries <see cref="AntiforgeryToken"/>.</summary>
    public const string AntiforgeryField = "__RequestVerificationToken";

    /// <summary>The name of the field that carries <see cref="ReturnUrl"/>.</summary>
    public const string ReturnUrlField = "returnUrl";

    private protected HtpasswdPage()
    {
    }

    /// <summary>Gets the status of the response: 200, or what the error is to programs, such as 422 and 429.</summary>
    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    /// <summary>Gets what all pages of the scheme share.</summary>
    public required HtpasswdPageSite Site { get; init; }

    /// <summary>Gets the name of the user whose password was right; <see langword="null"/> where nobody has given one.</summary>
    public string? UserName { get; init; }

    /// <summary>Gets the token that every form sends back in the field <see cref="AntiforgeryField"/>; empty on pages that hold no form.</summary>
    public required string AntiforgeryToken { get; init; }

    /// <summary>Gets where to go when all is done: an address of this site, its path base included.</summary>
    public string ReturnUrl { get; init; } = "/";

    /// <summary>Gets what went wrong with the form that was sent; <see langword="null"/> when nothing did.</summary>
    public HtpasswdPageError? Error { get; init; }
}
