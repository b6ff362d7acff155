using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Sqlite;

/// <summary>
/// Resolves a relative path against the content root, as that of a password file is, whatever directory the process was started in.
/// </summary>
/// <param name="environment"><see langword="null"/> in a program that is no host: then the working directory is all there is.</param>
internal sealed class HtpasswdSqlitePostConfigureOptions(IHostEnvironment? environment) : IPostConfigureOptions<HtpasswdSqliteOptions>
{
    public void PostConfigure(string? name, HtpasswdSqliteOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.Path))
        {
            options.Path = environment is null
                ? Path.GetFullPath(options.Path)
                : Path.GetFullPath(options.Path, environment.ContentRootPath);
        }
    }
}
