namespace HtpasswdAuth.UI;

/// <summary>The new secret as a QR code, as a text and as a link, and the form for the first code.</summary>
public sealed partial class EnrolmentSecretView
{
    private QrPath Picture { get; set; } = null!;

    private string Grouped => string.Join(' ', Model.Key.Chunk(4).Select(group => new string(group)));

    private string[] Until => Context.Text("secret.until").Split("{0}");

    /// <inheritdoc/>
    protected override void OnParametersSet() => Picture = QrPath.Of(Model.OtpAuthUri);
}
