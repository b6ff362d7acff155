using HtpasswdAuth.Benchmarks.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>The gate of a site where everybody gives a code, and requests that carry the cookie of one who did.</summary>
internal static class SecondFactorCase
{
    public static DirectApplication Create(BenchmarkSite site)
    {
        // Beside the file of the other cases they would have to read the database, too.
        string userFile = Path.Combine(Directory.CreateDirectory(Path.Combine(site.Folder, "factor")).FullName, "users.htpasswd");
        File.Copy(site.UserFile, userFile, overwrite: true);
        OtpFiles files = OtpFiles.Beside(userFile);
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(files.Keys);
        OtpEnrolment enrolment = OtpEnrolment.Create(BenchmarkSite.VerifiedUser, new byte[20], OtpParameters.Default, TimeProvider.System.GetUtcNow(), keys);
        File.WriteAllBytes(files.Secrets, OtpSecretsFile.Empty.With(new OtpUser(BenchmarkSite.VerifiedUser) { Enrolment = enrolment }).ToArray());
        var application = new DirectApplication(
            services => services.AddHtpasswdSqlite().AddAuthentication().AddHtpasswd(options =>
            {
                options.UserFile = userFile;
                options.SecondFactor.Mode = SecondFactorMode.Required;
                options.SecondFactor.AllowInsecureForDevelopment = true;
            }),
            static app => app.UseHtpasswd(),
            isProtected: false);
        application.SendCookie(BeginSession(application.Services, site, enrolment));
        return application;
    }

    private static string BeginSession(IServiceProvider services, BenchmarkSite site, OtpEnrolment enrolment)
    {
        HtpasswdFile.Load(site.UserFile).TryFind(System.Text.Encoding.ASCII.GetBytes(BenchmarkSite.VerifiedUser), out HtpasswdEntry entry);
        var user = new VerifiedUser(
            BenchmarkSite.VerifiedUser, rehashNeeded: false, PasswordVersion.Compute(BenchmarkSite.VerifiedUser, entry.Hash.Span), new TicketFactory("Htpasswd", null).Create(BenchmarkSite.VerifiedUser));
        var context = new DefaultHttpContext { RequestServices = services };
        services.GetRequiredService<HtpasswdSchemes>().Get(HtpasswdDefaults.AuthenticationScheme).SecondFactor!.Sessions
            .Begin(context, user, enrolment.Id, SecondFactorMethods.OneTimePassword);
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }
}
