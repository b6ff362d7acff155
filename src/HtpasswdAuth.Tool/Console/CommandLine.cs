namespace HtpasswdAuth.Tool;

/// <summary>How the program was called: its name as typed, and the arguments as bytes (see <see cref="ByteText"/>).</summary>
internal sealed record CommandLine(string ProgramPath, string[] Arguments)
{
    private const string DefaultName = "htauth";

    /// <summary>The last part of the path, without <c>.exe</c>: a link named htpasswd makes the program htpasswd.</summary>
    public string ProgramName
    {
        get
        {
            string name = ProgramPath[(ProgramPath.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)..];
            return name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        }
    }

    /// <summary>
    /// Reads what the system was given where it can be had, since .NET's strings no longer hold the bytes of an argument that is not
    /// UTF-8, nor the name of the link that was called.
    /// </summary>
    public static CommandLine Read(string[] args)
    {
        if (OperatingSystem.IsLinux() && TryReadRaw(args.Length) is { } raw)
        {
            return raw;
        }

        string path = Environment.ProcessPath ?? DefaultName;
        return new(ByteText.FromText(IsHost(path) ? DefaultName : path), Array.ConvertAll(args, ByteText.FromText));
    }

    /// <summary>Takes the text of <c>/proc/self/cmdline</c> apart; <see langword="null"/> if it does not hold the arguments.</summary>
    internal static CommandLine? Split(ReadOnlySpan<byte> raw, int argumentCount)
    {
        string[] all = ByteText.FromBytes(raw).Split('\0');
        int count = all.Length - 1;
        int first = count - argumentCount;
        if (first < 1)
        {
            return null;
        }

        // With "dotnet htauth.dll …" there is more before the arguments than the program.
        return new(first == 1 && !IsHost(all[0]) ? all[0] : DefaultName, all[first..count]);
    }

    private static CommandLine? TryReadRaw(int argumentCount)
    {
        try
        {
            return Split(File.ReadAllBytes("/proc/self/cmdline"), argumentCount);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsHost(string path) => Path.GetFileNameWithoutExtension(path) is "dotnet";
}
