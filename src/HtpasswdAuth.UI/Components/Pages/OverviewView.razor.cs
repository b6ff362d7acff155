namespace HtpasswdAuth.UI;

/// <summary>Who one is, and what one has.</summary>
public sealed partial class OverviewView;
