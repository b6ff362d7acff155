using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Makes what rules are asked with of a request.</summary>
internal static class AccessRequests
{
    /// <param name="context">The request.</param>
    /// <param name="userName">Who has signed in; <see langword="null"/> for an anonymous request.</param>
    /// <param name="groups">The group file; <see langword="null"/> without one.</param>
    public static AccessRequest Of(HttpContext context, string? userName, HtgroupFile? groups) =>
        new(userName, groups, context.Connection.RemoteIpAddress, context.Connection.LocalIpAddress, MethodMask.Of(context.Request.Method));
}
