using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>
/// Resolves relative files against the content root, whatever directory the process was started in, and puts the key file of
/// the second factor beside the user file where nothing else is said. Without a user file there is nothing to lie beside.
/// </summary>
internal sealed class HtpasswdPostConfigureOptions(IHostEnvironment environment) : IPostConfigureOptions<HtpasswdOptions>
{
    public void PostConfigure(string? name, HtpasswdOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.GroupFile))
        {
            options.GroupFile = Resolve(options.GroupFile);
        }

        PasswordChangeOptions change = options.PasswordChange;
        change.DigestFile = ResolveIfAny(change.DigestFile);
        change.Policy.BreachedPasswordsFile = ResolveIfAny(change.Policy.BreachedPasswordsFile);
        if (string.IsNullOrWhiteSpace(options.UserFile))
        {
            options.SecondFactor.Issuer ??= options.Realm;
            options.SecondFactor.KeyFile = ResolveIfAny(options.SecondFactor.KeyFile);
            return;
        }

        options.UserFile = Resolve(options.UserFile);
        options.SecondFactor.PlaceBeside(options.UserFile, options.Realm, Resolve);
    }

    private string? ResolveIfAny(string? path) => string.IsNullOrWhiteSpace(path) ? null : Resolve(path);

    private string Resolve(string path) => Path.GetFullPath(path, environment.ContentRootPath);
}
