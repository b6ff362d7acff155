namespace HtpasswdAuth.UI;

/// <summary>Who one is, and what one has.</summary>
public sealed partial class OverviewView
{
    /// <summary>What stands before and after the moment in a sentence.</summary>
    private string[] Around(string key) => Context.Text(key).Split("{0}");
}
