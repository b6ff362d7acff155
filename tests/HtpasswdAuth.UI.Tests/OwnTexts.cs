namespace HtpasswdAuth.UI.Tests;

/// <summary>Names the resources of a site's own texts.</summary>
public sealed class OwnTexts;
