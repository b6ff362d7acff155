namespace HtpasswdAuth;

/// <summary>Options of <c>UseHtaccess</c>. Who may see what is said by the <c>.htaccess</c> files alone.</summary>
public sealed class HtaccessOptions
{
    /// <summary>Gets or sets the folder that relative paths of <c>AuthUserFile</c> and <c>AuthGroupFile</c> begin at, as Apache's <c>ServerRoot</c>.</summary>
    /// <value>An absolute path, or one relative to the content root; the content root by default.</value>
    public string? ServerRoot { get; set; }

    /// <summary>Gets the files that stand for their folder, in the order they are looked for, as Apache's <c>DirectoryIndex</c>.</summary>
    /// <value><c>index.html</c> by default.</value>
    public IList<string> DefaultFiles { get; } = ["index.html"];

    /// <summary>Gets or sets whether files whose type is not known by their name are served, as <c>application/octet-stream</c>.</summary>
    /// <value><see langword="false"/> by default: they are not found. Of scripts it would serve the source.</value>
    public bool ServeUnknownFileTypes { get; set; }

    /// <summary>Gets or sets how many password files the <c>.htaccess</c> files may name between them; folders that name more are closed.</summary>
    /// <value>1 to 10,000; 100 by default. Each is kept in memory and watched.</value>
    public int MaxUserFiles { get; set; } = 100;

    /// <summary>
    /// Gets how passwords are checked: limits, throttle, cache, transport, the time between two looks at a file. The user file, the group
    /// file and the realm come from <c>.htaccess</c>; a second factor is refused at start.
    /// </summary>
    public HtpasswdOptions Passwords { get; } = new();
}
