namespace HtpasswdAuth.UI;

/// <summary>What happened, and what to do next.</summary>
public sealed partial class NoticeView;
