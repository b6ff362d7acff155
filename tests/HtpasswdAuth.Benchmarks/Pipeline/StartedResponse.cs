using Microsoft.AspNetCore.Http.Features;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>A response that does at its start what it was asked to, and keeps its memory for the next one, as Kestrel's does.</summary>
internal sealed class StartedResponse : HttpResponseFeature
{
    private readonly Stack<KeyValuePair<Func<object, Task>, object>> _starting = new();

    public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push(new(callback, state));

    public void Start()
    {
        while (_starting.TryPop(out KeyValuePair<Func<object, Task>, object> next))
        {
            if (!next.Key(next.Value).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("The response did not start at once.");
            }
        }

        Headers.Clear();
    }
}
