using System.Text;

namespace HtpasswdAuth;

/// <summary>One <c>SetEnvIf</c>, <c>SetEnvIfNoCase</c> or <c>BrowserMatch</c>.</summary>
/// <param name="attribute">What is looked at; <see langword="null"/> where that is not known here.</param>
/// <param name="pattern">What it has to match; <see langword="null"/> where that is not known here.</param>
/// <param name="variables">What is set then, as it is written: <c>name</c>, <c>name=value</c> or <c>!name</c>.</param>
internal sealed class EnvironmentSetting(string? attribute, AccessPattern? pattern, IReadOnlyList<string> variables)
{
    public void Apply(RequestEnvironment environment, in AccessRequest request)
    {
        string[] groups = [];
        PatternAnswer answer = attribute is null || pattern is null || ValueOf(environment, request) is not { } value
            ? PatternAnswer.TooLong
            : pattern.Find(value, out groups);
        if (answer == PatternAnswer.Misses)
        {
            return;
        }

        foreach (string variable in variables)
        {
            if (answer == PatternAnswer.TooLong)
            {
                environment.Set(NameOf(variable.TrimStart('!')), null);
            }
            else if (variable.StartsWith('!'))
            {
                environment.Unset(variable[1..]);
            }
            else
            {
                int equals = variable.IndexOf('=', StringComparison.Ordinal);
                environment.Set(NameOf(variable), equals < 0 ? "1" : Substitute(variable[(equals + 1)..], groups));
            }
        }
    }

    private static string NameOf(string variable) => variable.IndexOf('=', StringComparison.Ordinal) is > 0 and var end ? variable[..end] : variable;

    /// <summary>A header that was not sent is empty, as in httpd.</summary>
    private string? ValueOf(RequestEnvironment environment, in AccessRequest request)
    {
        if (request.Facts is not { } facts)
        {
            return null;
        }

        return attribute!.ToLowerInvariant() switch
        {
            "remote_addr" => request.Client is { } client ? AddressRange.Plain(client).ToString() : null,
            "server_addr" => request.Server is { } server ? AddressRange.Plain(server).ToString() : null,
            "request_method" => facts.Method,
            "request_uri" => facts.Path,
            "request_protocol" => facts.Protocol,
            "remote_host" => null,
            _ when facts.Header(attribute) is { } header => header,
            _ when environment.IsSet(attribute) is null => null,
            _ => environment.Find(attribute) ?? "",
        };
    }

    private static string Substitute(string value, string[] groups)
    {
        if (!value.Contains('$', StringComparison.Ordinal))
        {
            return value;
        }

        var result = new StringBuilder();
        for (int i = 0; i < value.Length; i++)
        {
            bool isGroup = value[i] == '$' && i + 1 < value.Length && char.IsAsciiDigit(value[i + 1]);
            if (isGroup)
            {
                int number = value[++i] - '0';
                result.Append(number < groups.Length ? groups[number] : "");
            }
            else
            {
                result.Append(value[i]);
            }
        }

        return result.ToString();
    }
}
