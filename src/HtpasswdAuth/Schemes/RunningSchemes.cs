using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>The running schemes of one handler, by name. Each is made once, when it is asked for first.</summary>
/// <typeparam name="THandler">The handler they were added with.</typeparam>
/// <typeparam name="TScheme">What runs; disposed with this object.</typeparam>
/// <param name="provider">Knows the schemes of the application.</param>
/// <param name="scopes">Makes the scopes in which services are looked at.</param>
/// <param name="start">Makes a scheme.</param>
/// <param name="howToAdd">What to say where there is no such scheme: its kind, and how to add it.</param>
internal sealed class RunningSchemes<THandler, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TScheme>(
    IAuthenticationSchemeProvider provider,
    IServiceScopeFactory scopes,
    Func<AuthenticationScheme, TScheme> start,
    (string Kind, string Call) howToAdd) : IDisposable
    where THandler : IAuthenticationHandler
    where TScheme : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<TScheme>> _running = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">There is no such scheme of the handler.</exception>
    public TScheme Get(string schemeName) =>
        _running.TryGetValue(schemeName, out Lazy<TScheme>? running)
            ? running.Value
            : _running.GetOrAdd(schemeName, name => new Lazy<TScheme>(() => start(Find(name)))).Value;

    /// <summary>The names of all schemes of the handler.</summary>
    public async Task<IReadOnlyList<string>> GetNamesAsync()
    {
        IEnumerable<AuthenticationScheme> all = await provider.GetAllSchemesAsync().ConfigureAwait(false);
        return [.. all.Where(scheme => scheme.HandlerType == typeof(THandler)).Select(scheme => scheme.Name)];
    }

    /// <summary>ASP.NET Core registers a transformation that does nothing; any other may change the principal it is given.</summary>
    public bool TransformsClaims()
    {
        using IServiceScope scope = scopes.CreateScope();
        return scope.ServiceProvider.GetService<IClaimsTransformation>() is not (null or NoopClaimsTransformation);
    }

    public void Dispose()
    {
        foreach (Lazy<TScheme> running in _running.Values)
        {
            if (running.IsValueCreated)
            {
                running.Value.Dispose();
            }
        }
    }

    // The provider keeps its schemes in memory; its methods are asynchronous for the sake of others.
    private AuthenticationScheme Find(string schemeName) =>
        provider.GetSchemeAsync(schemeName).GetAwaiter().GetResult() is { } scheme && scheme.HandlerType == typeof(THandler)
            ? scheme
            : throw new InvalidOperationException(
                $"There is no authentication scheme '{schemeName}' of {howToAdd.Kind}. Add it: builder.Services.AddAuthentication().{howToAdd.Call}.");
}
