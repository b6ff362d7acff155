using System.Text;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>
/// Writes the challenges (RFC 7616 section 3.3), one for each algorithm, the strongest first, and Basic last where it is allowed.
/// What clients want quoted is quoted, and what they do not want quoted is not.
/// </summary>
internal sealed class DigestChallenges(HtdigestOptions options, DigestRealms realms, DigestNonceFactory nonces)
{
    private readonly string _head = Head(options);
    private readonly string _tail = options.UserHash ? ", charset=UTF-8, userhash=true" : ", charset=UTF-8";
    private readonly string? _basic = options.AllowBasic ? ChallengeWriter.BasicChallenge(options.Realm) : null;

    public StringValues For(HtpasswdFailure failure)
    {
        if (!realms.TryGetCurrent(out DigestRealmView? realm))
        {
            return StringValues.Empty;
        }

        // One nonce for all: the client uses it with one of the algorithms.
        string nonce = nonces.Create();
        string stale = failure == HtpasswdFailure.StaleNonce ? ", stale=true" : "";
        IEnumerable<string> digests = realm.Offered.Select(variant => $"{_head}, nonce=\"{nonce}\", algorithm={variant.Name}{stale}{_tail}");
        return digests.Concat(_basic is null ? [] : [_basic]).ToArray();
    }

    private static string Head(HtdigestOptions options)
    {
        var head = new StringBuilder($"Digest realm={ChallengeWriter.Quote(options.Realm)}");
        if (!string.IsNullOrWhiteSpace(options.Domain))
        {
            head.Append(", domain=").Append(ChallengeWriter.Quote(options.Domain));
        }

        // A client takes the first it knows.
        return head.Append(options.AllowAuthInt ? ", qop=\"auth,auth-int\"" : ", qop=\"auth\"").ToString();
    }
}
