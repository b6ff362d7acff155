namespace HtpasswdAuth;

/// <summary>Says at start what is wrong with the options, all at once.</summary>
internal static class ForwardAuthOptionsCheck
{
    /// <exception cref="ArgumentException">Something is wrong with them.</exception>
    public static void Check(ForwardAuthOptions options, string parameter)
    {
        string[] problems = [.. Problems(options)];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), parameter);
        }
    }

    private static IEnumerable<string> Problems(ForwardAuthOptions options)
    {
        if (!Enum.IsDefined(options.Proxy))
        {
            yield return $"{nameof(options.Proxy)} must be one of {string.Join(", ", Enum.GetNames<ForwardAuthProxy>())}.";
        }

        if (options.PortalOrigin is { } portal && !WebOrigin.TryParse(portal, out _))
        {
            yield return $"{nameof(options.PortalOrigin)} '{portal}' must be an origin such as https://login.example.com, without a path; http:// only for this machine.";
        }

        foreach (string origin in options.ReturnOrigins.Where(origin => !WebOrigin.TryParse(origin, out _)))
        {
            yield return $"{nameof(options.ReturnOrigins)}: '{origin}' must be an origin such as https://wiki.example.com, without a path and wildcards; http:// only for this machine.";
        }

        if ((options.PortalOrigin is null) != (options.ReturnOrigins.Count == 0))
        {
            yield return $"{nameof(options.PortalOrigin)} and {nameof(options.ReturnOrigins)} need each other: set both, or neither where the pages are on the protected host.";
        }
    }
}
