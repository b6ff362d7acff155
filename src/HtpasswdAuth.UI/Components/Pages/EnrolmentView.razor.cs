namespace HtpasswdAuth.UI;

/// <summary>The beginning of setting up the second factor.</summary>
public sealed partial class EnrolmentView;
