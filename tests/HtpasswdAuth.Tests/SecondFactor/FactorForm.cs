namespace HtpasswdAuth.Tests;

/// <summary>Sends forms of the account as a browser does that shows our own page.</summary>
internal static class FactorForm
{
    public static async Task<HttpResponseMessage> SendAsync(FactorClient client, string path, params (string Name, string Value)[] fields)
    {
        string token = (await client.GetMeAsync()).GetProperty("antiforgeryToken").GetString()!;
        return await SendWithoutTokenAsync(client, path, [("__RequestVerificationToken", token), .. fields]);
    }

    public static Task<HttpResponseMessage> SendWithoutTokenAsync(FactorClient client, string path, params (string Name, string Value)[] fields) =>
        client.SendAsync(
            HttpMethod.Post,
            path,
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            request =>
            {
                request.Headers.Add("Sec-Fetch-Mode", "navigate");
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                request.Headers.Add("Accept", "text/html");
            });
}
