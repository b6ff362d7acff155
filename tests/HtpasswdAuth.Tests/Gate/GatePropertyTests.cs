using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>Whatever endpoints are marked with, and whatever looks like a preflight: nothing is reached past the gate that is not said to be open.</summary>
public sealed class GatePropertyTests
{
    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(30);

    private static readonly Action<IEndpointConventionBuilder>[] Marks =
    [
        one => one.ShortCircuit(),
        one => one.ShortCircuit(404),
        one => one.ShortCircuit(418),
        one => one.AllowAnonymous(),
        one => one.WithMetadata("anything"),
        one => one.WithDisplayName("shown"),
    ];

    [Fact]
    public async Task Endpoints_that_appear_are_reached_without_a_password_exactly_where_that_is_said()
    {
        using var late = new LateEndpoints();
        await using var site = new TestSite
        {
            Pipeline = app =>
            {
                app.UseHtpasswd();
                ((IEndpointRouteBuilder)app).DataSources.Add(late);
            },
        };
        await site.StartAsync();
        Gen<(Action<IEndpointConventionBuilder>[] Marks, bool IsOpen)> endpoints =
            from marks in Gen.Elements(Marks).ListOf()
            from place in Gen.Choose(0, marks.Count)
            from isOpen in ArbMap.Default.GeneratorFor<bool>()
            select ((Action<IEndpointConventionBuilder>[])(isOpen ? [.. marks.Take(place), one => one.AllowWithoutPassword(), .. marks.Skip(place)] : [.. marks]), isOpen);

        Prop.ForAll(endpoints.NonEmptyListOf().ToArbitrary(), async all =>
        {
            late.Appear([.. all.Select((one, i) => LateEndpoints.Make($"/late/{i}/{{id}}", one.Marks))]);
            for (int i = 0; i < all.Count; i++)
            {
                HttpResponseMessage response = await site.GetAsync(path: $"/late/{i}/1");
                Assert.Equal(!all[i].IsOpen, response.StatusCode == HttpStatusCode.Unauthorized);
                Assert.Equal(all[i].IsOpen, (await response.Content.ReadAsStringAsync()).Contains("secret", StringComparison.Ordinal));
            }
        }).Check(Few);
    }

    [Fact]
    public async Task Preflight_runs_nothing_and_is_answered_only_where_a_policy_holds()
    {
        int reached = 0;
        await using var site = new TestSite
        {
            Services = services => services.AddCors(cors => cors.AddPolicy("named", policy => policy.AllowAnyOrigin().AllowAnyMethod())),
            Pipeline = app =>
            {
                app.UseHtpasswd(gate => gate.AllowCorsPreflight = true);
                app.Use((HttpContext context, RequestDelegate next) =>
                {
                    reached++;
                    return next(context);
                });
                app.Map("/any", () => "any");
                app.MapMethods("/options", ["OPTIONS"], () => "options");
                app.MapPut("/named", () => "named").RequireCors("named");
            },
        };
        await site.StartAsync();
        Gen<Preflight> requests =
            from method in Gen.Elements("OPTIONS", "Options", "options", "GET", "HEAD", "PUT", "POST", "TRACE", "ANY")
            from path in Gen.Elements("/any", "/options", "/named", "/NAMED", "/named/", "/missing", "/")
            from origins in Gen.Elements("https://a.example", "null", "").ListOf()
            from methods in Gen.Elements("PUT", "put", "GET", "OPTIONS", "").ListOf()
            select new Preflight(method, path, [.. origins.Take(2)], [.. methods.Take(2)]);

        Prop.ForAll(requests.ToArbitrary(), async request =>
        {
            HttpResponseMessage response = await site.GetAsync(path: request.Path, prepare: request.WriteTo);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized || (response.StatusCode == HttpStatusCode.NoContent && request.HasPolicy), $"{request}: {response}");
            Assert.Equal(0, reached);
        }).QuickCheckThrowOnFailure();
    }

    private sealed record Preflight(string Method, string Path, string[] Origins, string[] Methods)
    {
        public bool HasPolicy => Method.Equals("OPTIONS", StringComparison.OrdinalIgnoreCase)
            && Origins.Length == 1
            && Methods.Length == 1
            && Path.Trim('/').Equals("named", StringComparison.OrdinalIgnoreCase);

        public void WriteTo(HttpRequestMessage request)
        {
            request.Method = new HttpMethod(Method);
            request.Headers.TryAddWithoutValidation("Origin", Origins);
            request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", Methods);
        }
    }
}
