using System.Security.Claims;
using System.Text;
using idunno.Authentication.Basic;

namespace HtpasswdAuth.Docs.Tests;

internal static class FromDotnetPage
{
    public static WebApplication Before(WebApplicationBuilder builder, Dictionary<string, string> users)
    {
        // docs: from-dotnet.md
        builder.Services.AddAuthentication(BasicAuthenticationDefaults.AuthenticationScheme).AddBasic(options =>
        {
            options.Realm = "Club house";
            options.Events = new BasicAuthenticationEvents
            {
                OnValidateCredentials = context =>
                {
                    if (users.TryGetValue(context.Username, out string? stored) && IsRight(context.Password, stored))
                    {
                        context.Principal = new(new ClaimsIdentity([new(ClaimTypes.Name, context.Username)], context.Scheme.Name));
                        context.Success();
                    }

                    return Task.CompletedTask;
                },
            };
        });
        // end
        return builder.Build();
    }

    public static WebApplication After(WebApplicationBuilder builder)
    {
        // docs: from-dotnet.md
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            options.Realm = "Club house";
        });
        // end
        return builder.Build();
    }

    public static WebApplication WithClaims(WebApplicationBuilder builder)
    {
        // docs: from-dotnet.md
        builder.Services.AddAuthentication().AddHtpasswd("Basic", options =>
        {
            options.UserFile = "users.htpasswd";
            options.Events.OnCredentialsVerified = context =>
            {
                if (context.UserName == "bob")
                {
                    context.Fail("Bob has left.");
                }
                else
                {
                    context.Principal!.AddIdentity(new ClaimsIdentity([new Claim("department", "harbour")]));
                }

                return Task.CompletedTask;
            };
        });
        // end
        return builder.Build();
    }

    // docs: from-dotnet.md
    public static void Remember(string userFile, string userName, string password)
    {
        string hash = PasswordHash.Create(Encoding.UTF8.GetBytes(password));
        CredentialFile.Update(userFile, content =>
        {
            var editor = new HtpasswdFileEditor(content);
            editor.Set(Encoding.UTF8.GetBytes(userName), Encoding.ASCII.GetBytes(hash));
            return editor.ToArray();
        });
    }
    // end

    private static bool IsRight(string password, string stored) =>
        PasswordHash.Verify(Encoding.UTF8.GetBytes(password), Encoding.ASCII.GetBytes(stored)) != PasswordVerification.Failed;
}
