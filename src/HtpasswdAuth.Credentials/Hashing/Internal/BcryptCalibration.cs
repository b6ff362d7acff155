namespace HtpasswdAuth;

/// <summary>Finds the bcrypt cost that comes closest to a time without exceeding it.</summary>
internal static class BcryptCalibration
{
    private const int MinCost = 4;
    private const int FirstCost = 6;
    private const int Samples = 3;

    /// <summary>
    /// Measures from a cheap cost on until a hash takes long enough to be measured well, then doubles: each cost takes twice as long
    /// as the one before. Of several samples the quickest counts, since what disturbs a measurement only prolongs it.
    /// </summary>
    /// <param name="target">The longest a hash may take.</param>
    /// <param name="maxCost">The highest answer.</param>
    /// <param name="time">The clock.</param>
    /// <param name="hash">Computes one hash of the given cost.</param>
    public static int Find(TimeSpan target, int maxCost, TimeProvider time, Action<int> hash)
    {
        // The first run compiles the code and is not counted.
        hash(MinCost);
        int cost = FirstCost;
        TimeSpan taken = Measure(cost, time, hash);
        TimeSpan wellMeasured = target / 16;
        while (taken < wellMeasured && cost < maxCost)
        {
            cost++;
            taken = Measure(cost, time, hash);
        }

        while (taken * 2 <= target && cost < maxCost)
        {
            cost++;
            taken *= 2;
        }

        while (taken > target && cost > MinCost)
        {
            cost--;
            taken /= 2;
        }

        return cost;
    }

    private static TimeSpan Measure(int cost, TimeProvider time, Action<int> hash)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Samples; i++)
        {
            long started = time.GetTimestamp();
            hash(cost);
            TimeSpan taken = time.GetElapsedTime(started);
            best = taken < best ? taken : best;
        }

        return best;
    }
}
