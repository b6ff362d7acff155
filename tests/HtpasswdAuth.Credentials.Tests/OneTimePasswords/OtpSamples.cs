using System.Runtime.CompilerServices;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>What the tests of both kinds of code share.</summary>
internal static class OtpSamples
{
    /// <summary>Two counters of <see cref="Secret"/> that lie close together and have the same code.</summary>
    public const long EarlierTwin = 2386;

    public const long LaterTwin = 2394;

    public const string TwinCode = "709847";

    /// <summary>The secret of RFC 4226.</summary>
    public static byte[] Secret => "12345678901234567890"u8.ToArray();

    public static TheoryData<OtpParameters> OutOfRange =>
    [
        new OtpParameters { Digits = 5 },
        new OtpParameters { Digits = 9 },
        new OtpParameters { Digits = 0 },
        new OtpParameters { Digits = int.MinValue },
        new OtpParameters { Period = 14 },
        new OtpParameters { Period = 301 },
        new OtpParameters { Period = 0 },
        new OtpParameters { Period = -30 },
        new OtpParameters { Algorithm = (OtpAlgorithm)3 },
        new OtpParameters { Algorithm = (OtpAlgorithm)(-1) },
        new OtpParameters { Type = (OtpType)2 },
    ];

    public static IEnumerable<OtpParameters> InRange =>
        from algorithm in Enum.GetValues<OtpAlgorithm>()
        from digits in (int[])[6, 7, 8]
        from period in (int[])[15, 30, 63, 300]
        select new OtpParameters { Algorithm = algorithm, Digits = digits, Period = period };

    /// <summary>The code with one digit changed, for every digit.</summary>
    public static IEnumerable<string> NearMisses(string code) =>
        Enumerable.Range(0, code.Length).Select(i => $"{code[..i]}{(code[i] - '0' + 1) % 10}{code[(i + 1)..]}");

    /// <summary>Texts of any characters at all, halves of characters among them.</summary>
    public static IEnumerable<string> Nonsense()
    {
        SeededBytes random = new("nonsense");
        char[] likely = ['1', '2', '9', ' ', '-', '\u200b', '\ud835', '\udfce', '\0', 'a', '٣', '²', '\uffff'];
        for (int i = 0; i < 5_000; i++)
        {
            IEnumerable<int> places = Enumerable.Range(0, random.Next(14));
            yield return string.Concat(places.Select(_ => random.Next(2) == 0 ? random.Pick(likely) : (char)random.Next(0x10000)));
        }
    }

    /// <summary>Asserts an argument exception for the named parameter.</summary>
    public static void AssertRefuses(
        string parameterName, Func<object?> call, [CallerArgumentExpression(nameof(call))] string? expression = null)
    {
        ArgumentException? exception = Record.Exception(call) as ArgumentException;
        Assert.True(exception?.ParamName == parameterName, $"{expression}: {exception?.ParamName ?? "no argument exception"}");
    }
}
