using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace HtpasswdAuth;

/// <summary>
/// Writes the body of a built-in page. There is no way to insert markup as text: whatever is given as text or as the value of an attribute
/// is encoded, and names are checked, so that a name taken from outside by mistake fails instead of becoming markup.
/// </summary>
internal sealed class HtmlBuilder
{
    // Letters of every script stay readable in the source; what means something to HTML never stays.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private static readonly string[] VoidElements = ["br", "hr", "img", "input", "wbr"];

    /// <summary>Elements whose content is not read as encoded text, or that fetch, run or redirect.</summary>
    private static readonly string[] ForbiddenElements =
        ["base", "embed", "frame", "iframe", "link", "meta", "noembed", "noframes", "noscript", "object", "plaintext", "script", "style", "template", "xmp"];

    private static readonly string[] ForbiddenAttributes = ["srcdoc", "style"];

    private static readonly string[] AddressAttributes = ["action", "formaction", "href", "src"];

    private static readonly string[] AddressPrefixes = ["/", "#", "https://", "http://", "mailto:", "otpauth://"];

    private readonly StringBuilder _html = new();
    private bool _startTagIsOpen;

    public static string Encode(string text) => Encoder.Encode(text);

    public HtmlBuilder Text(string? text)
    {
        CloseStartTag();
        _html.Append(Encoder.Encode(text ?? ""));
        return this;
    }

    /// <summary>An element without content or attributes.</summary>
    public HtmlBuilder Element(string name) => Element(name, static _ => { });

    public HtmlBuilder Element(string name, string? text) => Element(name, element => element.Text(text));

    /// <param name="name">Of an HTML or SVG element.</param>
    /// <param name="content">Attributes first, then text and elements.</param>
    /// <exception cref="ArgumentException">The name is none, or that of an element that our pages never have.</exception>
    public HtmlBuilder Element(string name, Action<HtmlBuilder> content)
    {
        ThrowIfNotName(name);
        if (ForbiddenElements.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The built-in pages have no element '{name}'.", nameof(name));
        }

        CloseStartTag();
        _html.Append('<').Append(name);
        _startTagIsOpen = true;
        content(this);
        CloseStartTag();
        if (!VoidElements.Contains(name, StringComparer.Ordinal))
        {
            _html.Append("</").Append(name).Append('>');
        }

        return this;
    }

    /// <summary>An attribute that says something by being there, like <c>required</c>.</summary>
    public HtmlBuilder Attribute(string name) => Attribute(name, "");

    /// <param name="name">Not <c>style</c> and no event handler: the content security policy forbids both.</param>
    /// <param name="value">Null leaves the attribute out. An address that is neither local nor of a harmless scheme becomes <c>#</c>.</param>
    /// <exception cref="ArgumentException">The name is none, or that of an attribute that our pages never have.</exception>
    /// <exception cref="InvalidOperationException">The element has content already.</exception>
    public HtmlBuilder Attribute(string name, string? value)
    {
        ThrowIfNotName(name);
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || ForbiddenAttributes.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The built-in pages have no attribute '{name}'.", nameof(name));
        }

        if (!_startTagIsOpen)
        {
            throw new InvalidOperationException("Attributes come before the content of their element.");
        }

        if (value is not null)
        {
            _html.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(IsHarmless(name, value) ? value : "#")).Append('"');
        }

        return this;
    }

    public override string ToString() => _html.ToString();

    private static bool IsHarmless(string name, string value) =>
        !AddressAttributes.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(AddressPrefixes, prefix => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static void ThrowIfNotName(string name)
    {
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException("Not a name in HTML.", nameof(name));
        }
    }

    private void CloseStartTag()
    {
        if (_startTagIsOpen)
        {
            _html.Append('>');
            _startTagIsOpen = false;
        }
    }
}
