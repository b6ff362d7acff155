namespace HtpasswdAuth;

/// <summary>A page without a form: only what stands in <see cref="HtpasswdPage.Error"/> is to be said.</summary>
public sealed class NoticePage : HtpasswdPage;
