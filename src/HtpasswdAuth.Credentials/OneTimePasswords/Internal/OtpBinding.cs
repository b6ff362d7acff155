using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>What an encrypted secret is bound to: the row it stands in, and what it is for.</summary>
internal static class OtpBinding
{
    /// <summary>All that the row says of the secret, each part with its length before it, so that no two rows come to the same bytes.</summary>
    /// <param name="enrolment">The row.</param>
    /// <param name="label">What is encrypted, and the version of this format.</param>
    public static byte[] Of(OtpEnrolment enrolment, string label)
    {
        OtpParameters parameters = enrolment.Parameters;
        ReadOnlySpan<string> parts =
        [
            label,
            enrolment.User,
            enrolment.Id,
            OtpField.Name(parameters.Type),
            OtpField.Name(parameters.Algorithm),
            parameters.Digits.ToString(CultureInfo.InvariantCulture),
            parameters.Period.ToString(CultureInfo.InvariantCulture),
            enrolment.Counter.ToString(CultureInfo.InvariantCulture),
        ];
        using var binding = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            binding.Write(length);
            binding.Write(bytes);
        }

        return binding.ToArray();
    }
}
