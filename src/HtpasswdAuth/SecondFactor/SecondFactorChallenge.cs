using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Answers requests whose password was right and whose second factor was not. Never 401: browsers would forget the password.</summary>
internal sealed class SecondFactorChallenge(SecondFactorOptions options, SecondFactorLog log)
{
    public static bool Answers(HtpasswdFailure failure) => failure
        is HtpasswdFailure.SecondFactorRequired or HtpasswdFailure.EnrolmentRequired or HtpasswdFailure.WrongCode or HtpasswdFailure.TooManyCodes;

    public Task WriteAsync(HttpContext context, HtpasswdFailure failure, TimeSpan retryAfter) => throw new NotImplementedException();
}
