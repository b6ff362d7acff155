using System.Collections.Frozen;

namespace HtpasswdAuth;

/// <summary>A set of methods as httpd counts them: <c>HEAD</c> is <c>GET</c>, and all methods that it does not know are one.</summary>
internal readonly record struct MethodMask(ulong Bits)
{
    public static readonly MethodMask All = new(ulong.MaxValue);

    private static readonly MethodMask Unknown = new(1UL << 63);

    private static readonly FrozenDictionary<string, int> Numbers = new[]
    {
        "GET", "PUT", "POST", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK",
        "VERSION-CONTROL", "CHECKOUT", "UNCHECKOUT", "CHECKIN", "UPDATE", "LABEL", "REPORT", "MKWORKSPACE", "MKACTIVITY", "BASELINE-CONTROL", "MERGE",
    }.Select((name, number) => (name, number)).Append(("HEAD", 0)).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    public bool IsEmpty => Bits == 0;

    public static MethodMask operator &(MethodMask left, MethodMask right) => new(left.Bits & right.Bits);

    public static MethodMask operator |(MethodMask left, MethodMask right) => new(left.Bits | right.Bits);

    public static MethodMask operator ~(MethodMask mask) => new(~mask.Bits);

    /// <summary>The set of one method; names are compared exactly.</summary>
    public static MethodMask Of(string method) => Numbers.TryGetValue(method, out int number) ? new(1UL << number) : Unknown;

    public static bool IsKnown(string method) => Numbers.ContainsKey(method);

    public bool Includes(MethodMask method) => (Bits & method.Bits) != 0;
}
