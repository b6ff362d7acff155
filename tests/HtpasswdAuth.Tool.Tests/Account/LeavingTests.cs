using System.Runtime.Versioning;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>What <c>htauth account export</c> writes is all that <c>htauth account init</c> needs to make the same database.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LeavingTests : IDisposable
{
    private readonly OtpScenario _site = new();
    private readonly string _folder;

    public LeavingTests()
    {
        _folder = _site.PathOf("out");
        Directory.CreateDirectory(_folder);
        _site.Enrol();
        _site.UpdateState(state => state.WithAccepted(_site.User().Enrolment!.Id, Totp.GetStep(_site.Time.GetUtcNow(), OtpParameters.Default), device: null));
        _site.Run(0, "otp", "app", "add", "bob", "ci");
        _site.Run(0, "otp", "ticket", "bob");
        _site.Run(0, "sessions", "revoke", "--all");
        _site.Run(0, "password", "require", "bob");
    }

    private string[] Texts => ["--otp", Out("users.otp"), "--otp-state", Out("users.otp-state"), "--password-state", Out("users.password-state")];

    [Fact]
    public void Files_are_the_owners_alone_and_none_is_overwritten()
    {
        TestConsole console = _site.Run(0, "account", "export", _folder);

        string[] files = [.. FolderContent.NamesIn(_folder)];
        Assert.Equal(["users.otp", "users.otp-state", "users.password-state"], files);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Out(file))));
        Assert.Contains(_site.Files.Keys, console.ErrorText, StringComparison.Ordinal);
        Assert.Contains("exists already", _site.Run(1, "account", "export", _folder).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_that_is_made_of_them_is_the_same()
    {
        (byte[] secrets, byte[] states, byte[] passwords) before = All();
        _site.Run(0, "account", "export", _folder);
        Lose();

        _site.Run(0, ["account", "init", .. Texts]);

        Assert.Equivalent(before, All());
        Assert.Equal(OtpScenario.Secret, _site.RevealedSecret());
        Assert.Contains("used already", _site.Run(0, "otp", "check", "alice", _site.Code()).OutputText, StringComparison.Ordinal);
        Assert.Equal("bob\tmust change\t\n", _site.Run(0, "password", "list").OutputText);
        Assert.Equal(["users.otp.imported", "users.otp-state.imported", "users.password-state.imported"], FolderContent.NamesIn(_folder).OrderBy(name => name.Length));
    }

    [Fact]
    public void Import_of_what_is_known_changes_nothing_however_often()
    {
        _site.Run(0, "account", "export", _folder);
        _site.Run(0, "otp", "remove", "alice");
        (byte[] secrets, byte[] states, byte[] passwords) before = All();

        Assert.Contains(": 0 users imported", _site.Run(0, ["account", "import", .. Texts]).OutputText, StringComparison.Ordinal);
        Assert.Contains("nothing to import", _site.Run(0, "account", "import").ErrorText, StringComparison.Ordinal);

        Assert.Equivalent(before, All());
        Assert.Null(_site.User().Enrolment);
    }

    [Fact]
    public void Text_file_that_is_named_must_be_there()
    {
        string none = _site.PathOf("none.otp");

        Assert.Contains($"{none}: no such file", _site.Run(1, "account", "import", "--otp", none).ErrorText, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private string Out(string name) => Path.Combine(_folder, name);

    private (byte[] Secrets, byte[] States, byte[] Passwords) All() =>
        (_site.Secrets.ToArray(), _site.States.ToArray(), _site.PasswordStates.ToArray());

    private void Lose()
    {
        foreach (string ending in new[] { "", "-wal", "-shm" })
        {
            File.Delete(_site.Database + ending);
        }
    }
}
