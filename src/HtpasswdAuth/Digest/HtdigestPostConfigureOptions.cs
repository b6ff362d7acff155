using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>
/// Resolves relative files against the content root, whatever directory the process was started in, and puts the key file of the
/// second factor beside the digest file where nothing else is said.
/// </summary>
internal sealed class HtdigestPostConfigureOptions(IHostEnvironment environment) : IPostConfigureOptions<HtdigestOptions>
{
    public void PostConfigure(string? name, HtdigestOptions options)
    {
        options.GroupFile = ResolveIfAny(options.GroupFile);
        if (string.IsNullOrWhiteSpace(options.UserFile))
        {
            return;
        }

        options.UserFile = Resolve(options.UserFile);
        options.SecondFactor.PlaceBeside(options.UserFile, options.Realm, Resolve);
        PasswordChangeOptions change = options.PasswordChange;
        change.Policy.BreachedPasswordsFile = ResolveIfAny(change.Policy.BreachedPasswordsFile);

        // A response to a challenge does not tell which password it was made of: app passwords go by Basic alone.
        options.SecondFactor.AllowAppPasswords &= options.AllowBasic;
    }

    private string? ResolveIfAny(string? path) => string.IsNullOrWhiteSpace(path) ? null : Resolve(path);

    private string Resolve(string path) => Path.GetFullPath(path, environment.ContentRootPath);
}
