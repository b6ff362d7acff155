namespace HtpasswdAuth.Tool.Tests;

public sealed class DispatchTests
{
    [Theory]
    [InlineData("htpasswd", "htpasswd")]
    [InlineData("/opt/bin/htpasswd", "htpasswd")]
    [InlineData("./htdigest", "htdigest")]
    [InlineData("htpasswd.exe", "htpasswd")]
    [InlineData("htauth", "htauth")]
    public void Name_is_the_last_part_of_the_path(string path, string name) => Assert.Equal(name, new CommandLine(path, []).ProgramName);

    [Fact]
    public void Raw_arguments_keep_their_bytes()
    {
        CommandLine line = CommandLine.Split("htpasswd\0-nbs\0u\0\xff\0"u8.ToArray(), 3)!;

        Assert.Equal("htpasswd", line.ProgramPath);
        Assert.Equal(["-nbs", "u", "\u00c3\u00bf"], line.Arguments);
    }

    [Fact]
    public void Host_before_the_program_is_passed_over()
    {
        CommandLine line = CommandLine.Split("dotnet\0htauth.dll\0users\0f\0"u8, 2)!;

        Assert.Equal("htauth", line.ProgramPath);
        Assert.Equal(["users", "f"], line.Arguments);
    }

    [Fact]
    public void Fails_when_raw_arguments_are_fewer_than_the_arguments() => Assert.Null(CommandLine.Split("a\0"u8, 3));

    [Fact]
    public void Called_by_apaches_name_it_speaks_as_apaches()
    {
        var console = new TestConsole();

        int exitCode = Dispatcher.Run(new CommandLine("/x/htpasswd", ["-nbB", "-C", "0", "u", "p"]), console);

        Assert.Equal(2, exitCode);
        Assert.Equal("/x/htpasswd: argument to -C/-r must be a positive integer\n", console.ErrorText);
    }

    [Fact]
    public void First_word_chooses_the_drop_in()
    {
        var console = new TestConsole();

        Assert.Equal(0, console.Run("htpasswd", "-nbs", "u", "pw"));
        Assert.Equal("u:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n\n", console.OutputText);
    }

    [Fact]
    public void Unknown_verb_is_wrong_usage()
    {
        var console = new TestConsole();

        Assert.Equal(2, console.Run("frobnicate"));
        Assert.Contains("htauth --help", console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_lists_the_differences()
    {
        var console = new TestConsole();

        Assert.Equal(0, console.Run("--help"));
        Assert.Contains("HTAUTH_COMPAT=apache", console.OutputText, StringComparison.Ordinal);
    }
}
