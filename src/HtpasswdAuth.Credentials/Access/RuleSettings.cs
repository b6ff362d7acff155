namespace HtpasswdAuth;

/// <summary>What the directives of <c>mod_authz_core</c> say in one place, or in several that were merged.</summary>
/// <param name="Mode">How it is merged with what is above.</param>
/// <param name="Rules">The <c>Require</c> directives; <see langword="null"/> for none.</param>
/// <param name="SendForbidden">Whether who has signed in and is refused gets 403, not another challenge; <see langword="null"/> for not said.</param>
internal sealed record RuleSettings(MergeMode Mode, AccessRule? Rules, bool? SendForbidden)
{
    public static readonly RuleSettings None = new(MergeMode.Unset, null, null);

    /// <summary>What holds in a place below, as httpd's <c>merge_authz_core_dir_config</c> has it.</summary>
    public RuleSettings MergeWith(RuleSettings below)
    {
        RuleSettings merged = (below.Mode, below.Rules) switch
        {
            (MergeMode.Unset, null) when Rules is not null => this,
            (MergeMode.Unset or MergeMode.Off, _) => below,
            (_, null) => new(below.Mode, Rules, null),
            _ => new(below.Mode, Rules is null ? below.Rules : ContainerRule.Of(below.Mode == MergeMode.And, negated: false, [Rules, below.Rules]), null),
        };
        return merged with { SendForbidden = below.SendForbidden ?? SendForbidden };
    }
}
