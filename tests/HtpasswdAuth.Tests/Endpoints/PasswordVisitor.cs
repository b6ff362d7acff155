using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Tests;

/// <summary>Sends what programs and browsers send to change a password.</summary>
internal static partial class PasswordVisitor
{
    public const string Page = FactorSite.Account + "/password";
    public const string New = "seven green trams at dawn";
    public const string Newer = "three blue herons in fog";

    /// <summary>A site on which hashes are quick, and alice, bob and carol have the password of <see cref="TestSite"/>.</summary>
    public static FactorSite Site(
        SecondFactorMode mode = SecondFactorMode.None, Action<PasswordChangeOptions>? options = null, Action<HtpasswdOptions>? scheme = null, bool withGate = false, string? state = null) =>
        new(mode, withGate: withGate, files: directory => WriteState(directory, state))
        {
            Scheme = all =>
            {
                all.HashLimits = all.HashLimits with { MinBcryptCost = 4 };
                all.PasswordChange.Cost = 4;
                options?.Invoke(all.PasswordChange);
                scheme?.Invoke(all);
            },
        };

    public static FactorClient Nobody(FactorSite site) => new(site, authorization: null);

    public static Task<HttpResponseMessage> SendAsync(
        FactorClient client, string? userName = null, string? current = TestSite.Password, string? next = New, string? confirmation = null, string? code = null, string? recoveryCode = null)
    {
        Dictionary<string, string?> members = new()
        {
            ["userName"] = userName, ["currentPassword"] = current, ["newPassword"] = next, ["confirmation"] = confirmation, ["code"] = code, ["recoveryCode"] = recoveryCode,
        };
        string json = JsonSerializer.Serialize(members.Where(member => member.Value is not null).ToDictionary());
        return client.Cookies.Count > 0
            ? client.PostAsync(Page, json)
            : client.SendAsync(HttpMethod.Post, Page, new StringContent(json, Encoding.UTF8, "application/json"));
    }

    /// <summary>Opens the page and sends its form, with the token that is in it.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(FactorClient client, params (string Name, string Value)[] fields)
    {
        string page = await PageAsync(client);
        (string, string)[] all = [("__RequestVerificationToken", Token().Match(page).Groups[1].Value), .. fields];
        return await FactorForm.SendWithoutTokenAsync(client, Page, all);
    }

    public static (string Name, string Value)[] Fields(string userName = "alice", string current = TestSite.Password, string next = New, string? confirmation = null) =>
        [("userName", userName), ("currentPassword", current), ("newPassword", next), ("confirmation", confirmation ?? next)];

    public static async Task<string> PageAsync(FactorClient client, string query = "") => await (await client.NavigateAsync(Page + query)).Content.ReadAsStringAsync();

    public static string WithoutToken(string page) => Token().Replace(page, "");

    public static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string name)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(response.Headers.WwwAuthenticate);
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal($"urn:htpasswd:{name}", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    public static async Task AssertPasswordAsync(FactorSite site, string userName, string password, bool isRight = true)
    {
        HttpStatusCode status = (await site.Site.SignInAsync(userName, password)).StatusCode;
        Assert.Equal(isRight, status != HttpStatusCode.Unauthorized);
    }

    private static void WriteState(string directory, string? state)
    {
        if (state is not null)
        {
            File.WriteAllText(Path.Combine(directory, "users.password-state"), state);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
