using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth.UI;

/// <summary>What was typed into the generator. No record, since its text would show the password.</summary>
internal sealed class GeneratorForm
{
    private const int MaxBytes = 16 * 1024;
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    // Below every range, so that it is refused as a cost that is too low is.
    private const int NoNumber = -1;

    // A form may come without its length, so what bounds it is the number of its fields and their size.
    private static readonly FormOptions Limits = new() { ValueCountLimit = 8, KeyLengthLimit = 64, ValueLengthLimit = MaxBytes, BufferBodyLengthLimit = MaxBytes };

    public string UserName { get; private init; } = "";

    public string? Algorithm { get; private init; }

    public string Cost { get; private init; } = "";

    public string Realm { get; private init; } = "";

    private string Password { get; init; } = "";

    /// <summary>Reads the form; with another status than 200 it is empty.</summary>
    public static async Task<(int Status, GeneratorForm Form)> ReadAsync(HttpRequest request)
    {
        // Parts of multipart bodies may be put down on disk while they are read. No password is to lie there.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals(UrlEncoded, StringComparison.OrdinalIgnoreCase))
        {
            return (StatusCodes.Status415UnsupportedMediaType, new());
        }

        if (request.ContentLength > MaxBytes)
        {
            return (StatusCodes.Status413PayloadTooLarge, new());
        }

        try
        {
            request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, Limits));
            return (StatusCodes.Status200OK, Of(await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false)));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return (StatusCodes.Status400BadRequest, new());
        }
    }

    public HtpasswdGeneratorRequest ToRequest(IPAddress? client) => new()
    {
        UserName = UserName,
        Password = Password,
        Algorithm = Algorithm ?? "",
        Cost = Cost.Length == 0 ? null : int.TryParse(Cost, NumberStyles.None, CultureInfo.InvariantCulture, out int cost) ? cost : NoNumber,
        Realm = Realm,
        Client = client,
    };

    private static GeneratorForm Of(IFormCollection form) => new()
    {
        UserName = form["userName"].ToString(),
        Password = form["password"].ToString(),
        Algorithm = form["algorithm"].ToString(),
        Cost = form["cost"].ToString().Trim(),
        Realm = form["realm"].ToString().Trim(),
    };
}
