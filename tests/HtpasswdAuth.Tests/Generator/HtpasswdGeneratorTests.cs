using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

public sealed class HtpasswdGeneratorTests
{
    private readonly HtpasswdGeneratorOptions _options = new() { LinesPerMinute = 1000, LinesPerMinuteOfAll = 10_000 };

    public static TheoryData<string> PasswordAlgorithms => ["bcrypt", "sha512", "sha256", "apr1", "md5", "ssha", "sha1", "des"];

    [Theory]
    [MemberData(nameof(PasswordAlgorithms))]
    public async Task Line_lets_the_user_sign_in_and_nobody_else(string algorithm)
    {
        HtpasswdGeneratorResult result = await Generate(Request(algorithm, cost: algorithm == "bcrypt" ? 4 : null));

        Assert.Equal(200, result.StatusCode);
        Assert.True(HtpasswdFile.Parse(Encoding.UTF8.GetBytes(result.Line + "\n")).TryFind("grace"u8, out HtpasswdEntry entry));
        Assert.True(PasswordHash.Verify("pass wor"u8, entry.Hash.Span) is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded);
        Assert.Equal(PasswordVerification.Failed, PasswordHash.Verify("another1"u8, entry.Hash.Span));
    }

    [Theory]
    [InlineData("digest-md5")]
    [InlineData("digest-sha256")]
    public async Task Digest_line_holds_the_hash_over_name_realm_and_password(string algorithm)
    {
        HtpasswdGeneratorResult result = await Generate(Request(algorithm));

        byte[] text = "grace:Harvard:pass wor"u8.ToArray();
        string ha1 = Convert.ToHexStringLower(algorithm == "digest-md5" ? MD5.HashData(text) : SHA256.HashData(text));
        Assert.Equal($"grace:Harvard:{ha1}", result.Line);
        Assert.Null(result.Cost);
    }

    [Fact]
    public async Task Every_algorithm_on_the_list_can_be_made_and_the_first_is_not_weak()
    {
        using HtpasswdGenerator generator = Create();

        foreach (HtpasswdGeneratorAlgorithm algorithm in generator.Algorithms)
        {
            Assert.NotNull((await generator.GenerateAsync(Request(algorithm.Id, algorithm.MinCost), TestContext.Current.CancellationToken)).Line);
        }

        Assert.False(generator.Algorithms[0].IsWeak);
    }

    [Fact]
    public async Task Cost_that_goes_without_saying_is_not_written()
    {
        HtpasswdGeneratorResult result = await Generate(Request("sha512"));

        Assert.DoesNotContain("rounds=", result.Line, StringComparison.Ordinal);
        Assert.Equal(5_000, result.Cost);
        Assert.Contains("rounds=6000$", (await Generate(Request("sha512", cost: 6_000))).Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "name-missing")]
    [InlineData("a:b", "name-unusable")]
    [InlineData("#a", "name-unusable")]
    [InlineData(" a", "name-unusable")]
    [InlineData("a\nroot:x", "name-unusable")]
    [InlineData("a\0", "name-unusable")]
    [InlineData("a\ud800", "name-unusable")]
    public async Task Name_that_no_file_can_hold_is_refused(string name, string code)
    {
        HtpasswdGeneratorResult result = await Generate(Request("sha1", name: name));

        Assert.Equal((422, code, "userName"), (result.StatusCode, result.Error!.Code, result.Error.Field));
        Assert.Null(result.Line);
    }

    [Theory]
    [InlineData("", "sha1", "password-missing")]
    [InlineData("a\tb", "sha1", "password-unusable")]
    [InlineData("nine char", "des", "password-too-long")]
    [InlineData("ééééééééééééééééééééééééééééééééééééé", "bcrypt", "password-too-long")]
    public async Task Password_that_would_not_work_is_refused(string password, string algorithm, string code)
    {
        HtpasswdGeneratorResult result = await Generate(Request(algorithm, password: password));

        Assert.Equal((422, code, "password"), (result.StatusCode, result.Error!.Code, result.Error.Field));
    }

    [Theory]
    [InlineData("bcrypt", 3)]
    [InlineData("bcrypt", 15)]
    [InlineData("bcrypt", 31)]
    [InlineData("sha256", 999)]
    [InlineData("sha256", 999_999_999)]
    public async Task Cost_beyond_the_limits_is_refused_before_any_work(string algorithm, int cost)
    {
        HtpasswdGeneratorResult result = await Generate(Request(algorithm, cost));

        Assert.Equal((422, "cost-out-of-range", "cost"), (result.StatusCode, result.Error!.Code, result.Error.Field));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("a\nb")]
    public async Task Digest_line_needs_a_realm_that_fits_into_it(string? realm)
    {
        HtpasswdGeneratorResult result = await Generate(Request("digest-md5", realm: realm));

        Assert.Equal((422, "realm-unusable"), (result.StatusCode, result.Error!.Code));
    }

    [Theory]
    [InlineData("BCRYPT")]
    [InlineData("plain")]
    [InlineData("")]
    public async Task Unknown_algorithm_is_refused(string algorithm) =>
        Assert.Equal("algorithm-unknown", (await Generate(Request(algorithm))).Error!.Code);

    [Fact]
    public async Task One_network_gets_so_many_lines_and_others_still_get_theirs()
    {
        _options.LinesPerMinute = 2;
        using HtpasswdGenerator generator = Create();

        Assert.Equal(200, (await generator.GenerateAsync(Request("sha1", client: "192.0.2.1"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(200, (await generator.GenerateAsync(Request("sha1", client: "192.0.2.1"), TestContext.Current.CancellationToken)).StatusCode);
        HtpasswdGeneratorResult third = await generator.GenerateAsync(Request("sha1", client: "192.0.2.1"), TestContext.Current.CancellationToken);
        Assert.Equal((429, "too-many-lines"), (third.StatusCode, third.Error!.Code));
        Assert.NotNull(third.Error.RetryAfter);
        Assert.Equal(200, (await generator.GenerateAsync(Request("sha1", client: "192.0.2.2"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task All_networks_together_get_so_many_lines()
    {
        _options.LinesPerMinuteOfAll = 2;
        using HtpasswdGenerator generator = Create();

        Assert.Equal(200, (await generator.GenerateAsync(Request("sha1", client: "192.0.2.1"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(200, (await generator.GenerateAsync(Request("sha1", client: "2001:db8::1"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(429, (await generator.GenerateAsync(Request("sha1", client: "198.51.100.9"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_while_too_many_wait_is_told_to_come_again()
    {
        _options.MaxQueued = 0;
        using HtpasswdGenerator generator = Create();

        Task<HtpasswdGeneratorResult> slow = generator.GenerateAsync(Request("bcrypt", cost: 14), TestContext.Current.CancellationToken);
        HtpasswdGeneratorResult second = await generator.GenerateAsync(Request("sha1"), TestContext.Current.CancellationToken);

        Assert.Equal((503, "busy"), (second.StatusCode, second.Error!.Code));
        Assert.Equal(200, (await slow).StatusCode);
    }

    private static HtpasswdGeneratorRequest Request(
        string algorithm, int? cost = null, string name = "grace", string? password = null, string? realm = "Harvard", string? client = null) => new()
    {
        UserName = name,
        Password = password ?? "pass wor",
        Algorithm = algorithm,
        Cost = cost,
        Realm = realm,
        Client = client is null ? null : IPAddress.Parse(client),
    };

    private async Task<HtpasswdGeneratorResult> Generate(HtpasswdGeneratorRequest request)
    {
        using HtpasswdGenerator generator = Create();
        return await generator.GenerateAsync(request, TestContext.Current.CancellationToken);
    }

    private HtpasswdGenerator Create() => new(Options.Create(_options), TimeProvider.System);
}
