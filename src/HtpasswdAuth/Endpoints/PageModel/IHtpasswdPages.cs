using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Writes the pages on which people sign in, give codes and manage their accounts. The endpoints decide everything and hand over what
/// is to be shown; an implementation only shows it. Register one as a singleton to replace the plain English pages that are built in.
/// </summary>
/// <remarks>
/// The pages hold secrets: an implementation sends <c>Cache-Control: no-store</c> and a content security policy, encodes every text
/// for HTML, and sends each form as <c>POST</c> to the address the page names, with the fields it names.
/// </remarks>
public interface IHtpasswdPages
{
    /// <summary>Writes one page as the response, with the status that it says. Headers such as <c>Retry-After</c> and cookies are set already.</summary>
    /// <param name="context">The request. Nobody is signed in by it: who it is about stands in the page.</param>
    /// <param name="page">One of the sealed types that derive from <see cref="HtpasswdPage"/>.</param>
    Task WriteAsync(HttpContext context, HtpasswdPage page);
}
