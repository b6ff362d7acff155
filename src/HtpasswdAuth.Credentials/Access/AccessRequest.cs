using System.Net;

namespace HtpasswdAuth;

/// <summary>All that rules ask of a request.</summary>
/// <param name="UserName">Who has signed in; <see langword="null"/> for an anonymous request.</param>
/// <param name="Groups">The group file; <see langword="null"/> where it is not known who is in a group.</param>
/// <param name="Client">The client's address; <see langword="null"/> where the connection has none.</param>
/// <param name="Server">The address that the client came to.</param>
/// <param name="Method">The request's method.</param>
internal readonly record struct AccessRequest(string? UserName, HtgroupFile? Groups, IPAddress? Client, IPAddress? Server, MethodMask Method)
{
    /// <summary>Gets the rest, where the place asks for more; <see langword="null"/> where it does not.</summary>
    public IRequestFacts? Facts { get; init; }

    /// <summary>Gets the variables that the place sets; <see langword="null"/> where it sets none.</summary>
    public RequestEnvironment? Environment { get; init; }
}
