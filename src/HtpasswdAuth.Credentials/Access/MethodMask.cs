using System.Collections.Frozen;

namespace HtpasswdAuth;

/// <summary>A set of methods as httpd counts them: <c>HEAD</c> is <c>GET</c>, and all methods that it does not know are one.</summary>
internal readonly record struct MethodMask(ulong Bits)
{
    public static readonly MethodMask All = new(ulong.MaxValue);

    private static readonly MethodMask Unknown = new(1UL << 63);

    private static readonly FrozenDictionary<string, (string Name, int Number)> Numbers = new[]
    {
        "GET", "PUT", "POST", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK",
        "VERSION-CONTROL", "CHECKOUT", "UNCHECKOUT", "CHECKIN", "UPDATE", "LABEL", "REPORT", "MKWORKSPACE", "MKACTIVITY", "BASELINE-CONTROL", "MERGE",
    }.Select((name, number) => (name, number)).Append(("HEAD", 0)).ToFrozenDictionary(pair => pair.Item1, RequestMethod.Comparer);

    public bool IsEmpty => Bits == 0;

    public static MethodMask operator &(MethodMask left, MethodMask right) => new(left.Bits & right.Bits);

    public static MethodMask operator |(MethodMask left, MethodMask right) => new(left.Bits | right.Bits);

    public static MethodMask operator ~(MethodMask mask) => new(~mask.Bits);

    /// <summary>
    /// The set of one method. As in routing the case of letters does not matter: a rule is not passed by where an endpoint is reached.
    /// </summary>
    public static MethodMask Of(string method) => Numbers.TryGetValue(method, out (string Name, int Number) known) ? new(1UL << known.Number) : Unknown;

    /// <summary>Whether it is the name of a method that httpd knows, whose letters are capitals.</summary>
    public static bool IsKnown(string method) => Numbers.TryGetValue(method, out (string Name, int Number) known) && known.Name == method;

    /// <summary>Whether it would be one but for the case of letters: to httpd it is none, and to routing it is the same.</summary>
    public static bool IsMiscased(string method) => Numbers.TryGetValue(method, out (string Name, int Number) known) && known.Name != method;

    public bool Includes(MethodMask method) => (Bits & method.Bits) != 0;
}
