using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpImportLimitTests
{
    public static TheoryData<OtpImportFormat, string> Canonical => ImportSamples.All;

    [Theory]
    [MemberData(nameof(Canonical))]
    public void Damage_of_any_kind_is_a_problem_or_harmless_and_never_an_exception(OtpImportFormat format, string content)
    {
        SeededBytes random = new($"damage {format}");
        byte[] sample = Encoding.UTF8.GetBytes(content);
        byte[] likely = "{}[]:,\"'\\#-|&* \t\r\n/=$0aZ\0\u00ff"u8.ToArray();
        for (int i = 0; i < 3_000; i++)
        {
            List<byte> bytes = [.. sample];
            for (int changes = random.Next(6); changes >= 0; changes--)
            {
                int place = random.Next(bytes.Count);
                bytes.RemoveRange(place, Math.Min(random.Next(4), bytes.Count - place));
                bytes.Insert(place, random.Pick(likely));
            }

            OtpImportResult read = OtpImport.Read(format, bytes.ToArray(), ImportSamples.User);
            OtpExportResult written = OtpImport.Write(format, read.Entries);
            OtpImportResult again = OtpImport.Read(format, written.Content.Span, ImportSamples.User);

            Assert.Equal(read.Entries.Length, again.Entries.Length + written.Problems.Count(problem => problem.Message.EndsWith("left out", StringComparison.Ordinal)));
            Assert.Equal(written.Content, OtpImport.Write(format, again.Entries).Content.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Canonical))]
    public void Every_format_survives_the_content_of_every_other(OtpImportFormat format, string content)
    {
        foreach (OtpImportFormat other in Enum.GetValues<OtpImportFormat>().Where(other => other != format))
        {
            OtpImportResult read = ImportSamples.Read(other, content);

            Assert.Empty(read.Entries);
            Assert.NotEmpty(read.Problems);
            Assert.DoesNotContain("R24U", string.Join('\n', read.Problems), StringComparison.Ordinal);
            Assert.DoesNotContain("8a2d", string.Join('\n', read.Problems), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Canonical))]
    public void Fails_when_the_file_is_not_UTF_8(OtpImportFormat format, string content)
    {
        byte[] bytes = [.. "\n\n"u8, 0xe4, .. Encoding.UTF8.GetBytes(content)];
        OtpImportResult read = OtpImport.Read(format, bytes, ImportSamples.User);

        Assert.Empty(read.Entries);
        Assert.Equal(3, Assert.Single(read.Problems).Line);
    }

    [Theory]
    [MemberData(nameof(Canonical))]
    public void Fails_when_the_file_is_too_long(OtpImportFormat format, string content)
    {
        byte[] bytes = new byte[OtpImport.MaxBytes + 1];
        bytes.AsSpan().Fill((byte)' ');
        Encoding.UTF8.GetBytes(content, bytes);

        Assert.Contains("16 MB", Assert.Single(OtpImport.Read(format, bytes, ImportSamples.User).Problems).Message, StringComparison.Ordinal);
        Assert.False(OtpImport.TryDetect(bytes, out _));
    }

    [Fact]
    public void Problems_are_counted_where_there_are_too_many_to_tell()
    {
        OtpImportResult read = ImportSamples.Read(OtpImportFormat.ModAuthnOtp, string.Concat(Enumerable.Repeat("x\n", 5_000)));

        Assert.Equal(OtpImport.MaxProblems, read.Problems.Length);
        Assert.Contains("4001 more", read.Problems[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_when_there_is_no_such_format()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OtpImport.Read((OtpImportFormat)7, "x"u8));
        Assert.Throws<ArgumentOutOfRangeException>(() => OtpImport.Write((OtpImportFormat)(-1), []));
    }

    [Fact]
    public void Name_longer_than_any_password_file_takes_is_refused()
    {
        Assert.Single(ImportSamples.Read(OtpImportFormat.Apache2fa, $$"""{"{{new string('a', 255)}}":"{{ImportSamples.Short}}"}""").Entries);
        ImportSamples.OnlyProblem(OtpImportFormat.Apache2fa, $$"""{"{{new string('a', 256)}}":"{{ImportSamples.Short}}"}""");
    }
}
