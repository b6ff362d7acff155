using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>The plans of paths that were asked for lately. Only paths that lead somewhere are kept, written the one way that leads there.</summary>
internal sealed class AccessPlans(HtaccessSettings settings, AccessPlanner planner)
{
    private const int MaxPlans = 10_000;

    private readonly ConcurrentDictionary<string, AccessPlan> _plans = new(StringComparer.Ordinal);

    /// <summary>The plan for a path; allocates nothing for one that was asked for a moment ago.</summary>
    /// <param name="path">Of the request.</param>
    /// <param name="plan"><see langword="null"/> where the path leads nowhere.</param>
    public bool TryGet(string path, [NotNullWhen(true)] out AccessPlan? plan)
    {
        if (_plans.TryGetValue(path, out plan) && settings.Time.GetTimestamp() < plan.Expires)
        {
            return true;
        }

        plan = planner.Make(path, out bool isCanonical);
        if (plan is not null && isCanonical)
        {
            Keep(path, plan);
        }

        return plan is not null;
    }

    private void Keep(string path, AccessPlan plan)
    {
        if (_plans.Count >= MaxPlans)
        {
            _plans.Clear();
        }

        _plans[path] = plan;
    }
}
