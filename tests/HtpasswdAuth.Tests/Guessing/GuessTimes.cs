namespace HtpasswdAuth.Tests;

/// <summary>When guesses were let through.</summary>
internal sealed class GuessTimes
{
    private readonly List<TimeSpan> _times = [];

    public int Count => _times.Count;

    public void Add(TimeSpan time) => _times.Add(time);

    /// <summary>The most in any window of a day.</summary>
    public int MostInADay()
    {
        int most = 0;
        for (int first = 0, last = 0; last < _times.Count; last++)
        {
            while (_times[last] - _times[first] >= TimeSpan.FromDays(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
