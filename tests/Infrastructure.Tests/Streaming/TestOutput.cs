using System.Buffers;
using System.Collections.Concurrent;
using Dots.Application.Streaming;

namespace Dots.Infrastructure.Tests.Streaming;

/// <summary>An output whose sends complete immediately or, while it is blocked, only once it is unblocked.</summary>
internal sealed class TestOutput : IStreamOutput
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiters = [];
    private TaskCompletionSource? _send;
    private bool _sending;

    /// <summary>The name of the thread that began each send.</summary>
    public ConcurrentQueue<string?> Senders { get; } = new();

    /// <summary>The number of sends.</summary>
    public int Sends { get; private set; }

    public bool IsAborted { get; private set; }

    public bool IsBlocked { get; private set; }

    /// <summary>Whether two sends have ever overlapped.</summary>
    public bool HadOverlappingSends { get; private set; }

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

    /// <summary>Completes the send in progress; later sends complete immediately.</summary>
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
        Senders.Enqueue(Thread.CurrentThread.Name);
        lock (_gate)
        {
            HadOverlappingSends |= _sending;
            _sending = true;
            Sends++;
            sent = IsBroken || IsAborted ? Task.FromException(new System.IO.IOException("The connection is broken."))
                : IsBlocked ? (_send = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.CompletedTask;
            Look();
        }

        await sent;
        lock (_gate)
        {
            // Copied on completion, not before: the bytes must not change while the send is in progress.
            _received.Write(frames.Span);
            _sending = false;
            Look();
        }
    }

    public void SetReplaying(bool isReplaying)
    {
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

        send?.SetException(new System.IO.IOException("The connection was torn down."));
    }

    /// <summary>Waits until the condition holds. It is evaluated after every send, completion and abort.</summary>
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
