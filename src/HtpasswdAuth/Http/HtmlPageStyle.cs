using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// The one stylesheet of the built-in pages. It stands inside the page, so that a page needs no second request, and is allowed by its
/// hash, so that no other style is. Colours are system or custom properties with at least 4.5:1; targets are 44 px.
/// </summary>
internal static class HtmlPageStyle
{
    /// <summary>Exactly what stands between the tags. Line feeds only: a browser drops carriage returns before it hashes.</summary>
    public static readonly string Sheet = """
        :root{color-scheme:light dark;--page:#ffffff;--text:#1b1b1f;--muted:#56565c;--line:#757580;
        --accent:#0b57d0;--on-accent:#ffffff;--bad:#b3261e;--good:#146c2e}
        @media (prefers-color-scheme:dark){:root{--page:#1c1c1f;--text:#ececf1;--muted:#b4b4bc;--line:#8e8e99;
        --accent:#a8c7fa;--on-accent:#0a1f44;--bad:#ffb4ab;--good:#7fd893}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        main{max-inline-size:28rem;margin-inline:auto;padding:1.5rem 1rem}
        h1{font-size:1.5rem;line-height:1.25;margin-block:0 1rem}
        h2{font-size:1.125rem;margin-block:1.5rem .5rem}
        p,ol,ul,form{margin-block:0 1rem}
        a{color:var(--accent)}
        label{display:block;font-weight:600;margin-block-end:.25rem}
        label.check{display:flex;align-items:center;gap:.5rem;min-block-size:44px;font-weight:400}
        label.check input{flex:none;inline-size:1.5rem;block-size:1.5rem;min-block-size:0;margin:0;accent-color:var(--accent)}
        input,button,.button{font:inherit;min-block-size:44px;border-radius:.375rem;padding:.5rem .75rem}
        input{inline-size:100%;margin-block-end:1rem;color:inherit;background:var(--page);border:1px solid var(--line)}
        input[aria-invalid=true]{border:2px solid var(--bad)}
        button,.button{display:inline-block;vertical-align:middle;min-inline-size:44px;border:1px solid var(--accent);
        background:var(--accent);color:var(--on-accent);font-weight:600;text-decoration:none;cursor:pointer}
        button.plain,.button.plain{background:var(--page);color:var(--accent)}
        nav a{display:inline-flex;align-items:center;min-block-size:44px;margin-inline-end:1rem}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .hint{color:var(--muted)}
        .error,.notice{border:1px solid var(--bad);border-inline-start-width:.375rem;border-radius:.375rem;
        padding:.75rem;color:var(--bad)}
        .notice{border-color:var(--good);color:var(--good)}
        .qr{display:inline-block;max-inline-size:100%;padding:1rem;background:#ffffff;color:#000000;forced-color-adjust:none}
        .qr svg{display:block;max-inline-size:100%;block-size:auto}
        code,.codes{font-family:ui-monospace,monospace;font-size:1.125rem}
        .codes{padding-inline-start:3rem}
        .codes code{white-space:nowrap}
        @media (min-width:40rem) and (min-height:40rem){main{padding-block-start:12vh}}
        @media print{:root{--page:#ffffff;--text:#000000;--muted:#000000;--line:#000000;
        --accent:#000000;--on-accent:#ffffff;--bad:#000000;--good:#000000}
        main{max-inline-size:none;padding:0}button,nav,.button{display:none}.codes,.qr{break-inside:avoid}}

        """.ReplaceLineEndings("\n");

    /// <summary>The source expression that allows <see cref="Sheet"/> in a content security policy.</summary>
    public static readonly string Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))}'";
}
