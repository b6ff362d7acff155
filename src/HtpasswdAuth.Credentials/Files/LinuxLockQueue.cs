using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// A place in the queue of those who want to lock a file, in the order in which they came: processes and threads alike, without a program that
/// keeps it. The lock is on the lower half of the file's offsets. Who waits holds a byte of the upper half, a ticket, behind those of all that
/// wait already, and tries for the lock when no lower ticket is held any more. The kernel takes back lock and ticket of a process that ends.
/// </summary>
/// <remarks>
/// The tickets are for the order only: two who try for the lock at once exclude each other whatever their tickets are. So one who is first and does
/// not take its turn, a process that was stopped for example, is overtaken.
/// </remarks>
/// <param name="handle">Open for reading and writing; not closed by this.</param>
internal sealed class LinuxLockQueue(SafeFileHandle handle)
{
    private const long FirstTicket = 1L << 62;
    private static readonly TimeSpan TimeToTakeTurn = TimeSpan.FromMilliseconds(500);

    private long _ticket;
    private long _first;
    private long _turnStarted;

    /// <summary>About how many are before this one.</summary>
    public int Ahead => (int)Math.Min(_ticket - _first, int.MaxValue);

    /// <summary>Takes the lock without waiting for a turn.</summary>
    public bool TryLock() => LinuxCalls.TryLock(handle, 0, FirstTicket);

    /// <summary>The lock that keeps this one from being taken; <see langword="null"/> if there is none.</summary>
    public LinuxHeldLock? FindHeld() => LinuxCalls.FindLock(handle, 0, FirstTicket);

    /// <summary>Takes the lock if it is this one's turn.</summary>
    /// <param name="hasProgressed">Whether the queue has moved since the last time.</param>
    public bool TryEnter(out bool hasProgressed)
    {
        hasProgressed = false;
        if (_ticket == 0 && !TryTakeTicket())
        {
            return false;
        }

        long first = FindFirst();
        hasProgressed = first != _first;
        _first = first;
        return (first == _ticket || !IsTakingTurn(hasProgressed)) && TryLock();
    }

    /// <summary>Whether the first one has the lock, or its time to take it is not over.</summary>
    private bool IsTakingTurn(bool hasProgressed)
    {
        if (hasProgressed || FindHeld() is not null)
        {
            _turnStarted = Stopwatch.GetTimestamp();
            return true;
        }

        return Stopwatch.GetElapsedTime(_turnStarted) < TimeToTakeTurn;
    }

    /// <returns><see langword="false"/> if one whose version knows of no tickets has locked all of the file, or another took the ticket first.</returns>
    private bool TryTakeTicket()
    {
        long ticket = FirstTicket;
        while (LinuxCalls.FindLock(handle, ticket, 0) is { } held)
        {
            if (held.Length == 0)
            {
                return false;
            }

            ticket = held.Start + held.Length;
        }

        // Unless another was quicker, and then this one asks again.
        bool taken = LinuxCalls.TryLock(handle, ticket, 1);
        _ticket = taken ? ticket : 0;
        return taken;
    }

    private long FindFirst()
    {
        long first = _ticket;
        while (first > FirstTicket && LinuxCalls.FindLock(handle, FirstTicket, first - FirstTicket) is { } held)
        {
            first = Math.Max(held.Start, FirstTicket);
        }

        return first;
    }
}
