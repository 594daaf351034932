using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Dots.Bench.Load;

/// <summary>Edge-triggered epoll: a ready socket must be read until it would block.</summary>
internal sealed class Poller : IDisposable
{
    private const int Capacity = 512;
    private const int AddOperation = 1;
    private const int RemoveOperation = 2;
    private const uint Interest = 0x1 | 0x4 | 0x2000 | 0x80000000; // IN, OUT, RDHUP, ET

    // struct epoll_event is packed on x86-64 and on nothing else.
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = Stride - 8;

    private readonly int _epoll = LibC.EpollCreate(LibC.CloseOnExec);
    private readonly byte[] _events = new byte[Capacity * Stride];

    public unsafe void Add(int socket, int tag)
    {
        Span<byte> interest = stackalloc byte[Stride];
        BinaryPrimitives.WriteUInt32LittleEndian(interest, Interest);
        BinaryPrimitives.WriteInt64LittleEndian(interest[DataOffset..], tag);
        fixed (byte* pointer = interest)
        {
            if (LibC.EpollControl(_epoll, AddOperation, socket, pointer) != 0)
            {
                throw LibC.Failure("epoll_ctl");
            }
        }
    }

    public unsafe void Remove(int socket)
    {
        // Kernels before 2.6.9 require a non-null event pointer here, too, and ignore it.
        fixed (byte* pointer = _events)
        {
            _ = LibC.EpollControl(_epoll, RemoveOperation, socket, pointer);
        }
    }

    /// <summary>Waits up to <paramref name="timeout"/> and calls <paramref name="ready"/> with the tag of each socket that is ready.</summary>
    public unsafe void Poll(TimeSpan timeout, Action<int> ready)
    {
        int count;
        fixed (byte* pointer = _events)
        {
            // Rounded down, because busy waiting is better than publishing an event late.
            count = LibC.EpollWait(_epoll, pointer, Capacity, (int)Math.Clamp(timeout.TotalMilliseconds, 0, 1000));
        }

        for (var i = 0; i < count; i++)
        {
            ready((int)BinaryPrimitives.ReadInt64LittleEndian(_events.AsSpan(i * Stride + DataOffset)));
        }
    }

    public void Dispose() => _ = LibC.Close(_epoll);
}
