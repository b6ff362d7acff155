namespace HtpasswdAuth.Docs.Tests;

/// <summary>Names the resources of a site's own texts.</summary>
internal sealed class AccountTexts;
