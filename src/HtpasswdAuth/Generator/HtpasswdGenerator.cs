using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>
/// Makes lines for password files on behalf of strangers: so many a minute, so many at once, each of bounded cost. It keeps nothing
/// and logs nothing.
/// </summary>
public sealed class HtpasswdGenerator : IDisposable
{
    private readonly GeneratorLimits _limits;
    private readonly ChangeSlots _slots;
    private readonly TimeProvider _time;

    /// <summary>Made by <c>AddHtpasswdGenerator</c>.</summary>
    /// <param name="options">Its limits.</param>
    /// <param name="time">Measures how long hashes take.</param>
    public HtpasswdGenerator(IOptions<HtpasswdGeneratorOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        HtpasswdGeneratorOptions limits = options.Value;
        _limits = new GeneratorLimits(limits);
        _slots = new ChangeSlots(CallbackNames.HashGenerator, limits.MaxConcurrent, limits.MaxQueued, Timeout.InfiniteTimeSpan);
        _time = time;
        Algorithms = GeneratorAlgorithms.Create(limits);
    }

    /// <summary>Gets the kinds of lines that can be made, best first.</summary>
    public IReadOnlyList<HtpasswdGeneratorAlgorithm> Algorithms { get; }

    /// <summary>Makes a line, or says why not. Nothing that the request holds makes it throw.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn; a hash that has begun is finished.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task<HtpasswdGeneratorResult> GenerateAsync(HtpasswdGeneratorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        HtpasswdGeneratorAlgorithm? algorithm = Algorithms.FirstOrDefault(one => one.Id == request.Algorithm);
        if (GeneratorCheck.WhatIsWrong(request, algorithm) is { } wrong)
        {
            return new() { StatusCode = StatusCodes.Status422UnprocessableEntity, Error = wrong };
        }

        // What was refused took nothing, so it does not count.
        return _limits.TryCount(request.Client, out HtpasswdPageError? tooMany)
            ? await HashAsync(request, algorithm!, cancellationToken).ConfigureAwait(false)
            : new() { StatusCode = StatusCodes.Status429TooManyRequests, Error = tooMany };
    }

    /// <summary>Ends the counting.</summary>
    public void Dispose()
    {
        _limits.Dispose();
        _slots.Dispose();
    }

    private async Task<HtpasswdGeneratorResult> HashAsync(
        HtpasswdGeneratorRequest request, HtpasswdGeneratorAlgorithm algorithm, CancellationToken cancellationToken)
    {
        int? cost = algorithm.MinCost is null ? null : request.Cost ?? algorithm.DefaultCost;
        string? line = null;
        TimeSpan duration = TimeSpan.Zero;
        bool ran = await _slots.TryRunAsync(
            () =>
            {
                long start = _time.GetTimestamp();
                line = GeneratorLine.Create(request, algorithm, cost);
                duration = _time.GetElapsedTime(start);
            },
            cancellationToken).ConfigureAwait(false);
        Debug.Assert(!ran || line is not null, "A request that was checked can be hashed.");
        return ran
            ? new() { Line = line, Cost = cost, Duration = duration }
            : new()
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable,
                Error = new("busy", "Too many lines are being made.", "Try again in a moment."),
            };
    }
}
