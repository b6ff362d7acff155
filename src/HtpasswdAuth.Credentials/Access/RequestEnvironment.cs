namespace HtpasswdAuth;

/// <summary>The variables that <c>SetEnvIf</c> directives have set for a request.</summary>
internal sealed class RequestEnvironment
{
    /// <summary>With <see langword="null"/> for what cannot be told.</summary>
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    public static RequestEnvironment Of(IReadOnlyList<EnvironmentSetting> settings, in AccessRequest request)
    {
        var environment = new RequestEnvironment();
        foreach (EnvironmentSetting setting in settings)
        {
            setting.Apply(environment, request);
        }

        return environment;
    }

    /// <summary>The value; <see langword="null"/> where it is not set or cannot be told.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Whether it is set; <see langword="null"/> where that cannot be told.</summary>
    public bool? IsSet(string name) => !_values.TryGetValue(name, out string? value) ? false : value is null ? null : true;

    public void Set(string name, string? value) => _values[name] = value;

    public void Unset(string name) => _values.Remove(name);
}
