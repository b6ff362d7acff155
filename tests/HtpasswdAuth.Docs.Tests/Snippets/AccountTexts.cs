namespace HtpasswdAuth.Docs.Tests;

/// <summary>Names the resources of a site's own texts, of which this project has none.</summary>
internal sealed class AccountTexts;
