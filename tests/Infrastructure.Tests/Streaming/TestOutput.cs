using System.Buffers;
using Dots.Application.Streaming;

namespace Dots.Infrastructure.Tests.Events;

/// <summary>A wire that takes bytes at once, or, while it is blocked, only after it is let go.</summary>
internal sealed class Wire : IStreamOutput
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiters = [];
    private TaskCompletionSource? _send;
    private bool _sending;

    /// <summary>How many sends there were, of whatever length.</summary>
    public int Sends { get; private set; }

    public bool IsAborted { get; private set; }

    public bool IsBlocked { get; private set; }

    /// <summary>Set when two sends were under way at once.</summary>
    public bool WasSharedBySends { get; private set; }

    public bool IsBroken { get; set; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return NumberFormat.Read(_received.WrittenSpan.ToArray());
            }
        }
    }

    public IReadOnlyList<long> Ids => [.. Lines.Where(line => line != "-").Select(long.Parse)];

    public void Block() => IsBlocked = true;

    /// <summary>Completes the send under way; those to come complete at once.</summary>
    public void Unblock()
    {
        TaskCompletionSource? send;
        lock (_gate)
        {
            IsBlocked = false;
            send = _send;
            _send = null;
        }

        send?.SetResult();
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> frames)
    {
        Task sent;
        lock (_gate)
        {
            WasSharedBySends |= _sending;
            _sending = true;
            Sends++;
            sent = IsBroken || IsAborted ? Task.FromException(new System.IO.IOException("The wire is broken."))
                : IsBlocked ? (_send = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.CompletedTask;
            Look();
        }

        await sent;
        lock (_gate)
        {
            // Copied when it is sent, not before: until then the bytes must stay as they are.
            _received.Write(frames.Span);
            _sending = false;
            Look();
        }
    }

    public void Abort()
    {
        TaskCompletionSource? send;
        lock (_gate)
        {
            IsAborted = true;
            send = _send;
            _send = null;
            Look();
        }

        send?.SetException(new System.IO.IOException("The wire was torn down."));
    }

    /// <summary>Waits until the condition holds; it is looked at whenever something happens on the wire.</summary>
    public Task UntilAsync(Func<bool> condition)
    {
        lock (_gate)
        {
            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((condition, met));
            Look();
            return met.Task.WaitAsync(Generous);
        }
    }

    public Task UntilIdAsync(long id) => UntilAsync(() => Ids.Contains(id));

    private void Look()
    {
        foreach (var (condition, met) in _waiters)
        {
            if (condition())
            {
                met.TrySetResult();
            }
        }
    }
}
