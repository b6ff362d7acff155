using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.UI;

/// <summary>All files that pages load.</summary>
internal sealed class PageAssets
{
    private readonly string? _logoAddress;
    private readonly string? _sheetAddress;

    public PageAssets(IOptions<HtpasswdUIOptions> options, IHostEnvironment environment)
    {
        HtpasswdUIOptions values = options.Value;
        Logo = SiteFile.Read(environment.ContentRootPath, values.Logo, SiteFile.Pictures, "logo");
        SiteStyleSheet = SiteFile.Read(environment.ContentRootPath, values.StyleSheet, SiteFile.StyleSheets, "site");
        _logoAddress = Logo is null ? values.Logo : null;
        _sheetAddress = SiteStyleSheet is null ? values.StyleSheet : null;
    }

    public PageAsset StyleSheet { get; } = Embedded("pages.css", "text/css; charset=utf-8");

    public PageAsset Script { get; } = Embedded("pages.js", "text/javascript; charset=utf-8");

    public PageAsset? Logo { get; }

    public PageAsset? SiteStyleSheet { get; }

    public IEnumerable<PageAsset> All => ((PageAsset?[])[StyleSheet, Script, Logo, SiteStyleSheet]).OfType<PageAsset>();

    public string? LogoAddress(string pathBase, string prefix) => Address(Logo, _logoAddress, pathBase, prefix);

    public string? SiteStyleSheetAddress(string pathBase, string prefix) => Address(SiteStyleSheet, _sheetAddress, pathBase, prefix);

    private static string? Address(PageAsset? asset, string? address, string pathBase, string prefix) =>
        asset is not null ? prefix + asset.Address : address is not null ? pathBase + address : null;

    private static PageAsset Embedded(string name, string contentType)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new PageAsset(name, contentType, content);
    }
}
