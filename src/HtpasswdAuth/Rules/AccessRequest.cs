using System.Net;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>All that rules ask of a request.</summary>
/// <param name="UserName">Who has signed in; <see langword="null"/> for nobody yet.</param>
/// <param name="Groups">The group file; <see langword="null"/> where nobody can say who is in a group.</param>
/// <param name="Client">The client's address; <see langword="null"/> where the connection has none.</param>
/// <param name="Server">The address that the client came to.</param>
/// <param name="Method">The request's method.</param>
internal readonly record struct AccessRequest(string? UserName, HtgroupFile? Groups, IPAddress? Client, IPAddress? Server, MethodMask Method)
{
    public static AccessRequest Of(HttpContext context, string? userName, HtgroupFile? groups) =>
        new(userName, groups, context.Connection.RemoteIpAddress, context.Connection.LocalIpAddress, MethodMask.Of(context.Request.Method));
}
