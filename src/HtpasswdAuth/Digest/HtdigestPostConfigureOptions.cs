using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Resolves a relative file against the content root, whatever directory the process was started in.</summary>
internal sealed class HtdigestPostConfigureOptions(IHostEnvironment environment) : IPostConfigureOptions<HtdigestOptions>
{
    public void PostConfigure(string? name, HtdigestOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.UserFile))
        {
            options.UserFile = Path.GetFullPath(options.UserFile, environment.ContentRootPath);
        }
    }
}
