namespace HtpasswdAuth;

/// <summary>What there is to tell of one file of the second factor, at one moment.</summary>
/// <param name="Users">How many users the last good snapshot holds.</param>
/// <param name="LoadedAt">When that snapshot was read or written; <see langword="null"/> before the first.</param>
/// <param name="Problem">What is wrong and what to do, without user names, paths or content; <see langword="null"/> for nothing.</param>
/// <param name="Closed">Whether nothing is served, so that nobody may pass.</param>
/// <param name="Writable">Whether the file can be changed, as far as is known.</param>
internal sealed record OtpStoreStatus(int Users, DateTimeOffset? LoadedAt, string? Problem, bool Closed, bool Writable);
