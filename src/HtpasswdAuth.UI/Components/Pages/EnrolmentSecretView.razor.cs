namespace HtpasswdAuth.UI;

/// <summary>The new secret as a QR code, as a text and as a link, and the form for the first code.</summary>
public sealed partial class EnrolmentSecretView;
