using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>Keeps what was answered to one user from being handed to others by a cache on the way, or by one in this application.</summary>
internal sealed class SharedCaches(IServiceProvider services)
{
    private const string Private = "private";

    private static readonly Func<object, Task> WhenResponseStarts = static state =>
    {
        MarkPrivate(((HttpResponse)state).Headers);
        return Task.CompletedTask;
    };

    // Sites write few different values, and write them often: the last one that was amended, and what became of it.
    private static volatile Tuple<string, string>? s_amended;

    private readonly bool _hasOutputCache =
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(IOutputCacheStore)) == true;

    /// <summary>To be called for each request that passes by credentials, before what comes after the gate answers it.</summary>
    public void KeepOut(HttpContext context)
    {
        // At the start of the response, since files and static assets write their Cache-Control over what was there before.
        HttpResponse response = context.Response;
        if (!response.HasStarted)
        {
            response.OnStarting(WhenResponseStarts, response);
        }

        KeepOutOfOutputCache(context);
    }

    /// <summary>To be called for each request that is answered otherwise than it would be with other credentials.</summary>
    public void KeepOutOfOutputCache(HttpContext context)
    {
        // A cache before the gate gives what it has to the next request, whoever that comes from.
        if (_hasOutputCache && context.Features.Get<IOutputCacheFeature>() is { } cache)
        {
            cache.Context.AllowCacheStorage = false;
        }
    }

    /// <summary>Adds <c>private</c> where the site has not said by itself who may keep the response (RFC 9111 section 5.2.2).</summary>
    internal static void MarkPrivate(IHeaderDictionary headers)
    {
        StringValues values = headers.CacheControl;
        if (values.Count == 0)
        {
            headers.CacheControl = Private;
        }
        else if (!SaysWhoMayKeepIt(values))
        {
            headers.CacheControl = values.Count == 1 ? Amend(values.ToString()) : StringValues.Concat(values, Private);
        }
    }

    private static string Amend(string value)
    {
        Tuple<string, string>? last = s_amended;
        if (last?.Item1 != value)
        {
            s_amended = last = new(value, string.IsNullOrWhiteSpace(value) ? Private : $"{value}, {Private}");
        }

        return last.Item2;
    }

    private static bool SaysWhoMayKeepIt(StringValues values)
    {
        foreach (string? value in values)
        {
            if (SaysWhoMayKeepIt(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A comma within quotes divides nothing, nor does a quote behind a backslash end them (RFC 9110 section 5.6.4).</summary>
    private static bool SaysWhoMayKeepIt(ReadOnlySpan<char> list)
    {
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i < list.Length; i++)
        {
            if (list[i] == ',' && !isQuoted)
            {
                if (IsSaid(list[start..i].Trim()))
                {
                    return true;
                }

                start = i + 1;
            }

            isQuoted ^= list[i] == '"';
            i += isQuoted && list[i] == '\\' ? 1 : 0;
        }

        return IsSaid(list[start..].Trim());
    }

    // With an argument, as in private="Set-Cookie", it speaks of that field alone.
    private static bool IsSaid(ReadOnlySpan<char> directive) =>
        directive.Equals(Private, StringComparison.OrdinalIgnoreCase)
        || directive.Equals("public", StringComparison.OrdinalIgnoreCase)
        || directive.Equals("no-store", StringComparison.OrdinalIgnoreCase)
        || directive.Equals("no-cache", StringComparison.OrdinalIgnoreCase);
}
