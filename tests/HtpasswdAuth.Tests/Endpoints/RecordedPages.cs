using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>Pages of a site's own: they keep what they were to show, and say only which it was.</summary>
internal sealed class RecordedPages : IHtpasswdPages
{
    private readonly ConcurrentQueue<HtpasswdPage> _shown = new();

    public int Count => _shown.Count;

    public Action<IServiceCollection> Register => services => services.AddSingleton<IHtpasswdPages>(this);

    /// <summary>The page that was shown last, which is of the kind that the test expects.</summary>
    public T Last<T>()
        where T : HtpasswdPage => Assert.IsType<T>(_shown.Last());

    public Task WriteAsync(HttpContext context, HtpasswdPage page)
    {
        _shown.Enqueue(page);
        context.Response.StatusCode = page.StatusCode;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(page.GetType().Name);
    }
}
