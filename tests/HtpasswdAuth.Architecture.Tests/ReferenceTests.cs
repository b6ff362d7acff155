using System.Reflection;

namespace HtpasswdAuth.Architecture.Tests;

/// <summary>A project earns its place by what it does without.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        // The base library only, and of it nothing that talks to people.
        ["HtpasswdAuth.Credentials"] =
        [
            "System.Collections", "System.Collections.Immutable", "System.ComponentModel.Primitives", "System.Data.Common", "System.Linq",
            "System.Memory", "System.Net.Primitives", "System.Runtime", "System.Runtime.InteropServices", "System.Runtime.Intrinsics",
            "System.Security.Cryptography", "System.Text.Encoding.Extensions", "System.Text.Encodings.Web", "System.Text.Json", "System.Text.RegularExpressions", "System.Threading",
            "System.Threading.Tasks.Parallel",
            "System.Threading.Thread",
        ],
        ["HtpasswdAuth"] =
        [
            "HtpasswdAuth.Credentials",
            "Microsoft.AspNetCore.Antiforgery", "Microsoft.AspNetCore.DataProtection", "Microsoft.AspNetCore.DataProtection.Abstractions", "Microsoft.AspNetCore.Routing",
            "Microsoft.AspNetCore.Routing.Abstractions",
            "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Authentication.Abstractions", "Microsoft.AspNetCore.Authentication.Core",
            "Microsoft.AspNetCore.Authorization",
            "Microsoft.AspNetCore.Cors", "Microsoft.AspNetCore.OutputCaching",
            "Microsoft.AspNetCore.Authorization.Policy", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Connections.Abstractions", "Microsoft.AspNetCore.Metadata", "Microsoft.AspNetCore.Diagnostics.Abstractions",
            "Microsoft.AspNetCore.Hosting.Abstractions", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Http.Abstractions", "Microsoft.AspNetCore.Http.Extensions",
            "Microsoft.AspNetCore.Http.Features", "Microsoft.Extensions.Caching.Abstractions", "Microsoft.Extensions.Caching.Memory",
            "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Diagnostics", "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions", "Microsoft.Extensions.Features",
            "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Primitives", "Microsoft.Net.Http.Headers",
            "Microsoft.AspNetCore.Server.Kestrel.Core", "Microsoft.AspNetCore.StaticFiles", "Microsoft.Extensions.FileProviders.Abstractions", "Microsoft.Extensions.FileProviders.Physical",
            "System.Collections", "System.Collections.Concurrent", "System.Collections.Immutable", "System.Diagnostics.DiagnosticSource", "System.IO.Compression", "System.IO.FileSystem.Watcher",
            "System.ComponentModel", "System.ComponentModel.Annotations", "System.ComponentModel.Primitives", "System.Linq", "System.Memory", "System.Net.Primitives", "System.Runtime", "System.Runtime.InteropServices",
            "System.Security.Claims", "System.Security.Cryptography", "System.Text.Encodings.Web", "System.Text.RegularExpressions", "System.Text.Json", "System.Threading",
            "System.Threading.Channels", "System.Threading.RateLimiting", "System.Threading.Thread", "System.Threading.ThreadPool", "System.Xml.XDocument",
        ],
        // The public surface of the main project, and the framework: no framework of styles or scripts.
        ["HtpasswdAuth.UI"] =
        [
            "HtpasswdAuth", "QRCoder",
            "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Web", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Http.Abstractions",
            "Microsoft.AspNetCore.Http.Extensions", "Microsoft.AspNetCore.Http.Features", "Microsoft.AspNetCore.Routing",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Features", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Localization",
            "Microsoft.Extensions.Localization.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Primitives", "Microsoft.Net.Http.Headers",
            "System.Collections", "System.ComponentModel", "System.Linq", "System.Net.Primitives", "System.Runtime", "System.Runtime.InteropServices", "System.Security.Cryptography",
            "System.Text.RegularExpressions", "System.Threading",
        ],
        // No ASP.NET Core, so that the command line can use it, and no mapper of objects.
        ["HtpasswdAuth.PostgreSql"] =
        [
            "HtpasswdAuth.Credentials", "Npgsql",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
            "System.Collections", "System.Collections.Concurrent", "System.ComponentModel", "System.Data.Common", "System.Diagnostics.DiagnosticSource", "System.Linq", "System.Memory", "System.Net.Primitives", "System.Net.Sockets",
            "System.Runtime", "System.Runtime.InteropServices", "System.Security.Cryptography", "System.Text.Encoding.Extensions", "System.Text.RegularExpressions", "System.Threading",
            "System.Threading.Thread", "System.Threading.ThreadPool",
        ],
        ["HtpasswdAuth.Sqlite"] =
        [
            // Microsoft.Data.Sqlite shows types of SQLitePCLRaw.core.
            "HtpasswdAuth.Credentials", "Microsoft.Data.Sqlite", "SQLitePCLRaw.core",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
            "System.Collections", "System.Collections.Concurrent", "System.Collections.Immutable", "System.ComponentModel",
            "System.ComponentModel.Primitives", "System.Data.Common", "System.Diagnostics.DiagnosticSource", "System.Linq", "System.Memory", "System.Runtime", "System.Runtime.InteropServices",
            "System.Security.Cryptography", "System.Threading", "System.Threading.Thread", "System.Threading.ThreadPool",
        ],
        // It must start quickly and run on any machine: nothing of ASP.NET Core, no hosting.
        ["htauth"] =
        [
            "HtpasswdAuth.Credentials", "HtpasswdAuth.PostgreSql", "HtpasswdAuth.Sqlite", "Microsoft.Extensions.Options", "QRCoder", "System.CommandLine",
            "System.Collections", "System.Collections.Immutable", "System.Console", "System.Linq", "System.Memory", "System.Net.Primitives", "System.Runtime", "System.Runtime.InteropServices",
            "System.Security.Cryptography", "System.Text.Encoding.Extensions", "System.Text.Encodings.Web", "System.Text.Json", "System.Text.RegularExpressions", "System.Threading",
            "System.Threading.Thread", "System.Threading.ThreadPool",
        ],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["htauth"] = ["QRCoder", "System.CommandLine"],
        ["HtpasswdAuth.UI"] = ["QRCoder"],
        ["HtpasswdAuth.Sqlite"] = ["Microsoft.Data.Sqlite", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Options"],
        ["HtpasswdAuth.PostgreSql"] = ["Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Options", "Npgsql"],
    };

    public static TheoryData<string> Shipped => [.. Repository.Shipped.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Project_references_only_what_the_design_allows(string name)
    {
        Assembly assembly = Repository.Shipped.Single(shipped => shipped.GetName().Name == name);

        Assert.Empty(assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Except(Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Project_takes_no_package_but_those_listed(string name)
    {
        Assembly assembly = Repository.Shipped.Single(shipped => shipped.GetName().Name == name);
        string project = File.ReadAllText(Directory.GetFiles(Repository.Source(assembly), "*.csproj").Single());
        IEnumerable<string> taken = project.Split("<PackageReference Include=\"").Skip(1).Select(text => text.Split('"')[0]);

        Assert.Equal(Packages.GetValueOrDefault(name, []), taken);
    }
}
