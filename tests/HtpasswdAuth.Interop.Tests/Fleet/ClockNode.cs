using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A node of a fleet in this process, with a clock of its own.</summary>
internal sealed class ClockNode(WebApplication app) : IAsyncDisposable
{
    /// <summary>Without a slash at the end.</summary>
    public string Url => app.Urls.Single();

    public static async Task<ClockNode> StartAsync(FleetBase fleetBase, TimeSpan ahead)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new ShiftedClock(ahead));
        builder.Services.AddHtpasswdPostgreSql(fleetBase.Connection);
        builder.Services.AddRouting().AddAuthorization().AddAuthentication().AddHtpasswd(options =>
        {
            options.SecondFactor.Mode = SecondFactorMode.StepUp;
            options.SecondFactor.KeyFile = fleetBase.Files.Otp.Keys;
            options.SecondFactor.AllowInsecureForDevelopment = true;
        });
        WebApplication app = builder.Build();
        app.UseHtpasswd();
        app.MapHtpasswdApi("/account");
        app.MapGet("/cashbox", () => "inside\n").RequireSecondFactor();
        await app.StartAsync();
        return new ClockNode(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
