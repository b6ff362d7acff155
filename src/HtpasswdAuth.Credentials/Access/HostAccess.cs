namespace HtpasswdAuth;

/// <summary>
/// What the directives of <c>mod_access_compat</c> say in one place: <c>Order</c>, <c>Allow</c>, <c>Deny</c> and <c>Satisfy</c>. They are
/// never merged: a place that has any of them has all it needs.
/// </summary>
internal sealed class HostAccess(
    IReadOnlyList<(MethodMask Methods, HostOrder Order)> orders,
    IReadOnlyList<(MethodMask Methods, bool Any)> satisfies,
    IReadOnlyList<AccessRule> allows,
    IReadOnlyList<AccessRule> denies)
{
    /// <summary>Everybody's host is welcome.</summary>
    public static readonly HostAccess Default = new([], [], [], []);

    private readonly (MethodMask Methods, HostOrder Order)[] _orders = [.. orders];
    private readonly (MethodMask Methods, bool Any)[] _satisfies = [.. satisfies];
    private readonly ContainerRule? _allows = allows.Count == 0 ? null : new ContainerRule(all: false, allows);

    // Negated, so that who cannot be told from those who are denied is denied.
    private readonly ContainerRule? _denies = denies.Count == 0 ? null : new ContainerRule(all: false, denies) { IsNegated = true };

    /// <summary>Whether the right host or the right user is enough; otherwise both are needed.</summary>
    public bool IsEitherEnough(MethodMask method)
    {
        bool any = false;
        foreach ((MethodMask methods, bool isAny) in _satisfies)
        {
            any = methods.Includes(method) ? isAny : any;
        }

        return any;
    }

    public bool Admits(in AccessRequest request)
    {
        bool allowed = _allows?.Evaluate(request) == AccessDecision.Granted;
        bool denied = _denies?.Evaluate(request) == AccessDecision.Denied;
        return OrderFor(request.Method) switch
        {
            HostOrder.DenyAllow => allowed || !denied,
            _ => allowed && !denied,
        };
    }

    private HostOrder OrderFor(MethodMask method)
    {
        HostOrder order = HostOrder.DenyAllow;
        foreach ((MethodMask methods, HostOrder said) in _orders)
        {
            order = methods.Includes(method) ? said : order;
        }

        return order;
    }
}
