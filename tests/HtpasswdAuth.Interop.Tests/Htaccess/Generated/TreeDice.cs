using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Choices that look random and are the same in every run.</summary>
internal sealed class TreeDice(string seed)
{
    private static readonly IPAddress[] Addresses =
        [IPAddress.Loopback, IPAddress.Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.1.2.3"), IPAddress.IPv6Loopback];

    private readonly SeededBytes _bytes = new(seed);

    public int Next(int exclusiveMaximum) => _bytes.Next(exclusiveMaximum);

    public bool Chance(int percent) => _bytes.Next(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> choices) => _bytes.Pick(choices);

    public IPAddress Address() => Pick(Addresses);

    /// <summary>Some of the choices, at least one, in their order.</summary>
    public IReadOnlyList<T> Some<T>(params IReadOnlyList<T> choices)
    {
        T[] some = [.. choices.Where(_ => Chance(50))];
        return some.Length > 0 ? some : [Pick(choices)];
    }
}
