namespace HtpasswdAuth;

/// <summary>The keys under <c>SignInForm</c> of a scheme's section, read by name as <see cref="HtpasswdConfigureOptions"/> does.</summary>
internal static class SignInFormSettings
{
    public static IReadOnlyDictionary<string, Action<OptionsReader, SignInFormOptions>> All { get; } =
        new Dictionary<string, Action<OptionsReader, SignInFormOptions>>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(SignInFormOptions.Enabled)] = (read, form) => form.Enabled = read.Boolean(form.Enabled),
        [nameof(SignInFormOptions.Lifetime)] = (read, form) => form.Lifetime = read.Duration(form.Lifetime),
        [nameof(SignInFormOptions.IdleLifetime)] = (read, form) => form.IdleLifetime = read.Duration(form.IdleLifetime),
        [nameof(SignInFormOptions.Path)] = (read, form) => form.Path = read.Text(),
    };
}
