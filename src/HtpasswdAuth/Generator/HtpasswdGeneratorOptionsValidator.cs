using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Checks the limits against their ranges; generated, so without reflection.</summary>
[OptionsValidator]
internal sealed partial class HtpasswdGeneratorOptionsValidator : IValidateOptions<HtpasswdGeneratorOptions>;
