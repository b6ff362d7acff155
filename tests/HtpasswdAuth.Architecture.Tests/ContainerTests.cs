using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HtpasswdAuth.Architecture.Tests;

public sealed class ContainerTests
{
    [Fact]
    public void Every_service_can_be_built_in_its_scope()
    {
        // Settings files are not watched: the kernel has few watches to give to all the tests together.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = options.ValidateScopes = true);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd").AddHtpasswd("Second", options => options.UserFile = "other.htpasswd");
        builder.Services.AddHealthChecks().AddHtpasswd();
        builder.Services.AddHtpasswdUI();

        Assert.NotNull(builder.Build().Services);
    }
}
