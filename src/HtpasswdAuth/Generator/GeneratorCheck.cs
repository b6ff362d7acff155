using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>What is wrong with a request for a line. A line that is made must be found again, by every reader of such files.</summary>
internal static class GeneratorCheck
{
    private const int MaxNameBytes = 255;

    public static HtpasswdPageError? WhatIsWrong(HtpasswdGeneratorRequest request, HtpasswdGeneratorAlgorithm? algorithm)
    {
        if (algorithm is null)
        {
            return Wrong("algorithm-unknown", "algorithm", "There is no such algorithm.", "Choose one of the list.");
        }

        return WhatIsWrongWithName(request.UserName)
            ?? WhatIsWrongWithPassword(request.Password, algorithm)
            ?? WhatIsWrongWithCost(request.Cost, algorithm)
            ?? (algorithm.IsDigest ? WhatIsWrongWithRealm(request.Realm ?? "") : null);
    }

    private static HtpasswdPageError? WhatIsWrongWithName(string name)
    {
        if (name.Length == 0)
        {
            return Wrong("name-missing", "userName", "The user name is missing.", "Type one.");
        }

        bool isUsable = PasswordText.IsUsable(name) && name.Trim().Length == name.Length && name[0] != '#' && !name.Contains(':') && Encoding.UTF8.GetByteCount(name) <= MaxNameBytes;
        return isUsable
            ? null
            : Wrong(
                "name-unusable", "userName", "That user name cannot stand in a password file.",
                "Leave out colons, control characters, a # at the beginning and spaces at either end, and take at most 255 bytes.");
    }

    private static HtpasswdPageError? WhatIsWrongWithPassword(string password, HtpasswdGeneratorAlgorithm algorithm)
    {
        if (password.Length == 0)
        {
            return Wrong("password-missing", "password", "The password is missing.", "Type one, or let your password manager make one.");
        }

        if (!PasswordText.IsUsable(password))
        {
            return Wrong("password-unusable", "password", "That password cannot be typed into a sign-in form.", "Leave out control characters and halves of characters.");
        }

        return Encoding.UTF8.GetByteCount(PasswordText.Compose(password)) <= algorithm.MaxPasswordBytes
            ? null
            : Wrong(
                "password-too-long", "password", "That password is too long for this algorithm.",
                string.Create(CultureInfo.InvariantCulture, $"It reads {algorithm.MaxPasswordBytes} bytes and would ignore the rest. Take a shorter one, or SHA-512 crypt."))
                with { Limit = algorithm.MaxPasswordBytes };
    }

    private static HtpasswdPageError? WhatIsWrongWithCost(int? cost, HtpasswdGeneratorAlgorithm algorithm) =>
        cost is null || algorithm.MinCost is null || (cost >= algorithm.MinCost && cost <= algorithm.MaxCost)
            ? null
            : Wrong(
                "cost-out-of-range", "cost", "That cost is out of range.",
                string.Create(CultureInfo.InvariantCulture, $"Take {algorithm.MinCost:N0} to {algorithm.MaxCost:N0}, or leave it empty."))
                with { Limit = algorithm.MaxCost };

    private static HtpasswdPageError? WhatIsWrongWithRealm(string realm) =>
        PasswordText.IsUsable(realm) && realm.Length is > 0 and <= MaxNameBytes && !realm.Contains(':')
            ? null
            : Wrong("realm-unusable", "realm", "The realm is missing, or cannot stand in a digest file.", "Type what AuthName says, without colons.");

    private static HtpasswdPageError Wrong(string code, string field, string title, string advice) => new(code, title, advice) { Field = field };
}
