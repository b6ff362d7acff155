using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Checks the options of <c>UseHtaccess</c> at start and reports everything that is wrong with them at once.</summary>
internal static class HtaccessOptionsCheck
{
    /// <exception cref="OptionsValidationException">An option is out of its range, or set to what is not supported.</exception>
    public static void ThrowIfInvalid(HtaccessOptions options)
    {
        List<string> errors = [.. HtpasswdOptionsValidator.ErrorsInNumbers(options.Passwords).Select(error => $"UseHtaccess: Passwords.{error}")];
        if (options.MaxUserFiles is < 1 or > 10_000)
        {
            errors.Add("UseHtaccess: MaxUserFiles must be 1 to 10,000.");
        }

        if (options.Passwords.SecondFactor.Mode != SecondFactorMode.None)
        {
            errors.Add("UseHtaccess: a second factor is not supported. Put UseHtpasswd with a second factor before UseHtaccess.");
        }

        if (errors.Count > 0)
        {
            throw new OptionsValidationException(nameof(HtaccessOptions), typeof(HtaccessOptions), errors);
        }
    }
}
