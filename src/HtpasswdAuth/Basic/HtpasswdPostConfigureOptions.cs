using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Resolves a relative user file against the content root, whatever directory the process was started in.</summary>
internal sealed class HtpasswdPostConfigureOptions(IHostEnvironment environment) : IPostConfigureOptions<HtpasswdOptions>
{
    public void PostConfigure(string? name, HtpasswdOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.UserFile))
        {
            options.UserFile = Path.GetFullPath(options.UserFile, environment.ContentRootPath);
        }
    }
}
