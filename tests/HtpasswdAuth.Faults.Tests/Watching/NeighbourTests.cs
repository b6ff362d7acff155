using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// Sites start and stop beside a program that writes into the folder of their user file: none ends the process, and each sees a change of
/// the file. Three sites a neighbour; 25, so 200 in all, where HTPASSWDAUTH_LONG is 1.
/// </summary>
public sealed class NeighbourTests
{
    private static readonly int Sites = Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") == "1" ? 25 : 3;

    public static TheoryData<string> Kinds => [.. Neighbour.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sites_start_and_follow_their_file_and_stop(string kind)
    {
        using var directory = new TempDirectory();
        string folder = directory.File("conf");
        Directory.CreateDirectory(folder);
        var users = new UserFile(Path.Combine(folder, "users.htpasswd"), directory.File("next"));
        users.Add("first");
        using var neighbour = new Neighbour(kind, folder, users.Write);

        for (int site = 0; site < Sites; site++)
        {
            await using WebApplication app = await StartAsync(users.Path);
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

            string user = $"user{site}";
            users.Add(user);

            await Eventually.IsTrueAsync(() => IsLetInAsync(client, user), $"the change is seen beside a neighbour: {kind}");
        }
    }

    private static async Task<bool> IsLetInAsync(HttpClient client, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{user}")));
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<WebApplication> StartAsync(string userFile)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // A user is asked for again and again until the site has seen the file, which is guessing to it.
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = userFile;
            options.AttemptThrottle.Enabled = false;
        });
        WebApplication app = builder.Build();
        app.UseHtpasswd();
        app.MapGet("/", () => "in");
        await app.StartAsync();
        return app;
    }

    /// <summary>It only grows, and is written whole: nothing but the neighbour is in the way of a change.</summary>
    private sealed class UserFile(string path, string temporary)
    {
        private readonly Lock _gate = new();
        private string _content = "";

        public string Path => path;

        public void Add(string user)
        {
            lock (_gate)
            {
                _content += $"{user}:{PasswordHash.Create(Encoding.ASCII.GetBytes(user), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 4))}\n";
                Write();
            }
        }

        public void Write()
        {
            lock (_gate)
            {
                // While the folder is made anew there is none, for a moment.
                File.WriteAllText(temporary, _content);
                Eventually.Spin(TryMove, "the folder is there");
            }
        }

        private bool TryMove()
        {
            try
            {
                File.Move(temporary, path, overwrite: true);
                return true;
            }
            catch (DirectoryNotFoundException)
            {
                return false;
            }
        }
    }
}
