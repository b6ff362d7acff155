using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>In which order networks had their last tries.</summary>
public sealed class LastTriesTests
{
    private readonly LastTries _tries = new(most: 3);

    [Fact]
    public void Of_many_networks_the_latest_are_remembered()
    {
        for (int network = 0; network < 100; network++)
        {
            _tries.Add(Network(network));
        }

        Assert.Equal([97, 98, 99], Enumerable.Range(0, 100).Where(network => _tries.Find(Network(network)) > 0));
        Assert.True(_tries.Find(Network(97)) < _tries.Find(Network(98)));
    }

    [Fact]
    public void Try_that_is_taken_back_leaves_the_one_before()
    {
        long first = _tries.Find(Network(1));
        _tries.Set(Network(1), _tries.Add(Network(1)));
        Assert.Equal(first, _tries.Find(Network(1)));

        _tries.Add(Network(1));
        long second = _tries.Find(Network(1));
        _tries.Add(Network(2));
        _tries.Set(Network(1), _tries.Add(Network(1)));

        Assert.Equal(second, _tries.Find(Network(1)));
    }

    private static ClientNetwork Network(int number) => ClientNetwork.From(new IPAddress([203, 0, (byte)number, 1]));
}
