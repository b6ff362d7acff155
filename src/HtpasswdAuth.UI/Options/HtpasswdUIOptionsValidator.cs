using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.UI;

/// <summary>Reports everything that is wrong with the options at once.</summary>
internal sealed partial class HtpasswdUIOptionsValidator(IHostEnvironment environment) : IValidateOptions<HtpasswdUIOptions>
{
    public ValidateOptionsResult Validate(string? name, HtpasswdUIOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        AddTo(errors, nameof(options.Logo), SiteFile.WhatIsWrong(environment.ContentRootPath, options.Logo, SiteFile.Pictures));
        AddTo(errors, nameof(options.StyleSheet), SiteFile.WhatIsWrong(environment.ContentRootPath, options.StyleSheet, SiteFile.StyleSheets));
        AddTo(errors, nameof(options.SiteName), options.SiteName is { } siteName && string.IsNullOrWhiteSpace(siteName) ? "must be null or a name." : null);
        ValidateLanguages(errors, options);
        return errors.Build();
    }

    private static void ValidateLanguages(ValidateOptionsResultBuilder errors, HtpasswdUIOptions options)
    {
        if (!options.Languages.Contains(options.DefaultLanguage, StringComparer.OrdinalIgnoreCase))
        {
            AddTo(errors, nameof(options.DefaultLanguage), $"must be one of {nameof(options.Languages)}.");
        }

        foreach (string language in options.Languages)
        {
            bool isKnown = options.TextResource is not null || BuiltInTexts.Languages.Contains(language, StringComparer.OrdinalIgnoreCase);
            AddTo(errors, nameof(options.Languages), (Tag().IsMatch(language), isKnown) switch
            {
                (false, _) => "must be tags such as nl or pt-BR.",
                (_, false) => $"'{language}' is not built in: add its texts by {nameof(options.UseTexts)}.",
                _ => null,
            });
        }
    }

    private static void AddTo(ValidateOptionsResultBuilder errors, string option, string? error)
    {
        if (error is not null)
        {
            errors.AddError($"{nameof(HtpasswdUIOptions)}.{option} {error}");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
