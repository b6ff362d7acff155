using HtpasswdAuth;
using Microsoft.AspNetCore.Authorization;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says who may reach an endpoint in the words of Apache's <c>Require</c>.</summary>
public static class HtpasswdAuthorizationExtensions
{
    /// <summary>Lets these endpoints be reached by members of a group only, as <c>Require group</c>; see <see cref="HtpasswdOptions.GroupFile"/>.</summary>
    /// <typeparam name="TBuilder">The kind of endpoints.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="groups">The groups, one of which is enough. The case of letters matters, as in all roles.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder RequireGroup<TBuilder>(this TBuilder builder, params string[] groups)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireGroup(groups));

    /// <summary>Adds the same to a policy.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="groups">The groups, one of which is enough.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthorizationPolicyBuilder RequireGroup(this AuthorizationPolicyBuilder builder, params string[] groups)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.RequireAuthenticatedUser().RequireRole(groups);
    }

    /// <summary>Lets these endpoints be reached by users of these names only, as <c>Require user</c>.</summary>
    /// <typeparam name="TBuilder">The kind of endpoints.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="names">The names, compared exactly.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder RequireUser<TBuilder>(this TBuilder builder, params string[] names)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireUser(names));

    /// <summary>Adds the same to a policy.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="names">The names, compared exactly.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentException">There are no names, which would mean everybody.</exception>
    public static AuthorizationPolicyBuilder RequireUser(this AuthorizationPolicyBuilder builder, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ThrowIfEmpty(names, nameof(names));
        return builder.AddRequirements(new RuleRequirement(new UserRule([.. names]), $"User: {string.Join(", ", names)}"));
    }

    /// <summary>
    /// Lets these endpoints be reached from these networks only, as <c>Require ip</c>. Behind a proxy that needs the framework's
    /// forwarded headers, with the proxy among the known ones.
    /// </summary>
    /// <typeparam name="TBuilder">The kind of endpoints.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="networks">See <see cref="RequireNetwork(AuthorizationPolicyBuilder, string[])"/>.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder RequireNetwork<TBuilder>(this TBuilder builder, params string[] networks)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireNetwork(networks));

    /// <summary>Adds the same to a policy. It needs no user: add <c>RequireAuthenticatedUser()</c> for both.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="networks">
    /// <c>10.0.0.0/8</c>, <c>10.0.0.0/255.0.0.0</c>, the beginning <c>10.1</c>, one address, IPv6 alike, or <c>local</c> for this machine.
    /// A connection without an address, such as a Unix socket, lies in none.
    /// </param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentException">There are no networks.</exception>
    /// <exception cref="FormatException">One of them is none. Names of hosts are not accepted: whoever owns an address chooses its name.</exception>
    public static AuthorizationPolicyBuilder RequireNetwork(this AuthorizationPolicyBuilder builder, params string[] networks)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddRequirements(new RuleRequirement(Networks(networks), $"Network: {string.Join(", ", networks)}"));
    }

    /// <summary>Asks for a password, except of clients in trusted networks, as <c>Satisfy Any</c>.</summary>
    /// <typeparam name="TBuilder">The kind of endpoints.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="networks">See <see cref="RequireNetwork(AuthorizationPolicyBuilder, string[])"/>.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder RequireUserOrNetwork<TBuilder>(this TBuilder builder, params string[] networks)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireUserOrNetwork(networks));

    /// <summary>Adds the same to a policy.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="networks">See <see cref="RequireNetwork(AuthorizationPolicyBuilder, string[])"/>.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentException">There are no networks.</exception>
    /// <exception cref="FormatException">One of them is none.</exception>
    public static AuthorizationPolicyBuilder RequireUserOrNetwork(this AuthorizationPolicyBuilder builder, params string[] networks)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var rule = ContainerRule.Of(all: false, negated: false, [Networks(networks), new UserRule()]);
        return builder.AddRequirements(new RuleRequirement(rule, $"A user, or network: {string.Join(", ", networks)}"));
    }

    private static ContainerRule Networks(string[] networks)
    {
        ThrowIfEmpty(networks, nameof(networks));
        AddressRange[] ranges = [.. networks.Where(network => network != "local").Select(AddressRange.Parse)];
        AccessRule[] local = networks.Contains("local") ? [NetworkRule.Local] : [];
        return ContainerRule.Of(all: false, negated: false, [new NetworkRule(ranges), .. local]);
    }

    private static void ThrowIfEmpty(string[] values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Length == 0)
        {
            throw new ArgumentException("At least one is needed.", name);
        }
    }
}
