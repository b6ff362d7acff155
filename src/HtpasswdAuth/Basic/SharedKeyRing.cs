using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// The keys of data protection in the store that the nodes of a site share. What fails here fails there: without the keys the framework
/// opens and seals nothing, keeps those it has, and makes none that nobody else would have.
/// </summary>
internal sealed class SharedKeyRing(IKeyRingStore store, TimeProvider time, ILogger logger) : IXmlRepository
{
    public const string Category = $"{nameof(HtpasswdAuth)}.KeyRing";

    // As long as there are no keys at all every request that needs one asks for them, and each would wait for a store that is away.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private IOException? _failure;
    private long _failedAt;

    public IReadOnlyCollection<XElement> GetAllElements() =>
        Try<IReadOnlyCollection<XElement>>(() => [.. store.Load().Select(xml => XElement.Parse(xml))]);

    public void StoreElement(XElement element, string friendlyName) => Try(() =>
    {
        store.Add(string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString() : friendlyName, element.ToString(SaveOptions.DisableFormatting));
        return true;
    });

    private T Try<T>(Func<T> step)
    {
        lock (_gate)
        {
            if (_failure is not null && time.GetElapsedTime(_failedAt) < Pause)
            {
                throw new IOException(_failure.Message, _failure);
            }

            try
            {
                T result = step();
                _failure = null;
                return result;
            }
            catch (IOException exception)
            {
                if (_failure is null)
                {
                    logger.KeyRingUnavailable(exception);
                }

                (_failure, _failedAt) = (exception, time.GetTimestamp());
                throw;
            }
        }
    }
}
