using System.Text;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Tool;

/// <summary>Writes Program.cs. Its building blocks are few and literal, so that people can read and change them.</summary>
internal static class ProgramWriter
{
    private const string Files =
        """

        // The files of a folder. "at" is the address that the folder stands at.
        RequestDelegate Files(string folder, string at = "")
        {
            var files = new PhysicalFileProvider(folder);
            return ((IEndpointRouteBuilder)app).CreateApplicationBuilder()
                .Use((context, next) =>
                {
                    context.SetEndpoint(null);   // what has an endpoint is left alone by the two below
                    return next(context);
                })
                .UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = at })
                .UseStaticFiles(new StaticFileOptions { FileProvider = files, RequestPath = at })
                .Build();
        }

        """;

    // Of these spellings the file system may make another path, whose rules would not have been asked.
    private static readonly ClosedPattern OddSpellings = new("", @"//|\\|[. ](/|$)|~[0-9]|:", IsName: false);

    public static string Write(SitePlan plan) => plan.IsGate ? WriteGate(plan) : WriteGroups(plan);

    /// <summary>For folders that bring their rules with them.</summary>
    public static string WriteHtaccess(string root, string? serverRoot)
    {
        string options = serverRoot is null ? "" : $", htaccess => htaccess.ServerRoot = {CSharpText.Quote(serverRoot)}";
        return $"""
            var builder = WebApplication.CreateBuilder(args);

            var app = builder.Build();
            app.UseHtaccess({CSharpText.Quote(root)}{options});
            app.Run();

            """;
    }

    private static string WriteGate(SitePlan plan)
    {
        GroupPlan root = plan.Groups.Select(group => group.Group).First(group => group.Path == "/");
        string[] open = [.. plan.Groups.Where(group => group.Group.Path != "/").Select(group => $".Open({CSharpText.Quote(group.Group.Path)})")];
        var text = new StringBuilder();
        AppendUsings(text, plan.Closed.Count > 0 || open.Length > 0, plan, hasFiles: false);
        text.Append("var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = ").Append(CSharpText.Quote(root.Folder!)).Append(" });\n");
        AppendSchemes(text, plan);
        text.Append("\nvar app = builder.Build();\n");
        AppendClosed(text, open.Length > 0 ? [OddSpellings, .. plan.Closed] : plan.Closed);
        text.Append("app.UseHtpasswd(").Append(open.Length > 0 ? $"gate => gate{string.Concat(open)}" : "").Append(");   // nothing below is reached without a password").Append(open.Length > 0 ? ", but what is open" : "").Append('\n');
        return text.Append("app.UseDefaultFiles();\napp.UseStaticFiles();\napp.Run();\n").ToString();
    }

    private static string WriteGroups(SitePlan plan)
    {
        bool hasFiles = plan.Groups.Any(group => group.Group.Folder is not null);
        var text = new StringBuilder();
        ClosedPattern[] closed = [.. hasFiles ? [OddSpellings] : Array.Empty<ClosedPattern>(), .. plan.Closed, .. OtherCases(plan)];
        AppendUsings(text, closed.Length > 0, plan, hasFiles);
        text.Append("var builder = WebApplication.CreateBuilder(args);\n");
        AppendSchemes(text, plan);
        if (plan.Schemes.Count > 0)
        {
            text.Append("builder.Services.AddAuthorization();\n");
        }

        text.Append("\nvar app = builder.Build();\n");
        AppendClosed(text, closed);
        foreach ((string[] hosts, GroupPlan group) in plan.Groups)
        {
            AppendGroup(text, plan, hosts, group);
        }

        return text.Append("\napp.Run();\n").Append(hasFiles ? Files : "").ToString();
    }

    /// <summary>Routing does not mind the case of letters, the file system may: what is looser than around it is so in one spelling only.</summary>
    private static IEnumerable<ClosedPattern> OtherCases(SitePlan plan)
    {
        GroupPlan[] strict = [.. plan.Groups.Select(group => group.Group).Where(group => group.Outcome != AccessOutcome.Open && !group.IsExact)];
        return plan.Groups.Select(group => group.Group)
            .Where(group => group.Outcome != AccessOutcome.Closed && strict.Any(outer => outer.Path != group.Path && RoutePath.IsWithin(group.Path, outer.Path)))
            .Select(group => Regex.Escape(group.Path))
            .Distinct()
            .Select(path => new ClosedPattern("", $"^(?!(?-i:{path})(/|$)){path}(/|$)", IsName: false));
    }

    private static void AppendUsings(StringBuilder text, bool hasClosed, SitePlan plan, bool hasFiles)
    {
        text.Append(hasClosed || plan.Closed.Count > 0 ? "using System.Text.RegularExpressions;\n" : "");
        text.Append(hasFiles ? "using Microsoft.Extensions.FileProviders;\n" : "");
        text.Append(text.Length > 0 ? "\n" : "");
    }

    private static void AppendSchemes(StringBuilder text, SitePlan plan)
    {
        if (plan.Schemes.Count == 0)
        {
            return;
        }

        string[] calls = [.. plan.Schemes.Select(scheme => SchemeCall(scheme.Key, scheme.Value))];
        text.Append("builder.Services.AddAuthentication()")
            .Append(calls.Length == 1 ? calls[0] : string.Concat(calls.Select(call => "\n    " + call)))
            .Append(";   // the realm, and what else there is to be set, is in appsettings.json\n");
    }

    private static string SchemeCall(SchemePlan scheme, string name) => (scheme.IsDigest, name) switch
    {
        (false, "Htpasswd") => $".AddHtpasswd({CSharpText.Quote(scheme.UserFile)})",
        (true, "Htdigest") => $".AddHtdigest({CSharpText.Quote(scheme.UserFile)})",
        (false, _) => $".AddHtpasswd({CSharpText.Quote(name)}, options => options.UserFile = {CSharpText.Quote(scheme.UserFile)})",
        _ => $".AddHtdigest({CSharpText.Quote(name)}, options => options.UserFile = {CSharpText.Quote(scheme.UserFile)})",
    };

    private static void AppendClosed(StringBuilder text, IReadOnlyList<ClosedPattern> closed)
    {
        if (closed.Count == 0)
        {
            return;
        }

        text.Append("app.Use((context, next) =>\n{\n    // Closed to everybody: what httpd or nginx named by a pattern, and spellings of a path that could be taken for another.\n");
        text.Append("    string path = context.Request.Path.Value ?? \"\";\n    string name = path[(path.LastIndexOf('/') + 1)..];\n    bool isClosed =\n");
        text.AppendJoin(" ||\n", closed.Select(pattern => "        " + Match(pattern))).Append(";\n");
        text.Append("    return isClosed ? Results.StatusCode(403).ExecuteAsync(context) : next(context);\n});\n");
    }

    private static string Match(ClosedPattern pattern)
    {
        string input = pattern.IsName ? "name" : pattern.Prefix.Length > 0 ? $"{CSharpText.Quote(pattern.Prefix)} + path" : "path";
        return $"Regex.IsMatch({input}, {CSharpText.Quote(pattern.Pattern)}, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))";
    }

    private static void AppendGroup(StringBuilder text, SitePlan plan, string[] hosts, GroupPlan group)
    {
        text.Append('\n').Append(group.Source.Length > 0 ? $"// {CSharpText.Comment(group.Source)}\n" : "");
        text.Append($"app.MapGroup({CSharpText.Quote(group.Path == "/" ? "" : group.Path)})\n");
        text.Append(hosts.Length > 0 ? $"    .RequireHost({CSharpText.List(hosts)})\n" : "");
        if (group.Outcome == AccessOutcome.Asked)
        {
            text.Append($"    .RequireAuthorization(policy => policy.AddAuthenticationSchemes({CSharpText.Quote(plan.Schemes[group.Scheme!])}).{group.Calls})\n");
        }

        string pattern = group.IsExact ? "\"\"" : "\"/{**path}\"";
        string answer = group.Outcome == AccessOutcome.Closed ? "() => Results.StatusCode(403)" : group.Folder is null ? "() => Results.NotFound()" : $"Files({CSharpText.Quote(group.Folder)}{(group.At.Length > 0 ? ", " + CSharpText.Quote(group.At) : "")})";
        text.Append($"    .Map({pattern}, {answer});{(group.Outcome != AccessOutcome.Closed && group.Folder is null ? "   // put your endpoints, or your reverse proxy, in its place" : "")}\n");
    }
}
