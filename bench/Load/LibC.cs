using System.Runtime.InteropServices;

namespace Dots.Bench.Load;

/// <summary>
/// The system calls of the load client (Linux). .NET's sockets dispatch every readiness event to the thread pool; here one thread polls and
/// reads, which keeps the client's own overhead out of the measurement.
/// </summary>
internal static partial class LibC
{
    public const int Again = 11;
    public const int InProgress = 115;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int NoSignal = 0x4000;

    private const int InterNetwork = 2;
    private const int Stream = 1;
    private const int SocketLevel = 1;
    private const int ReceiveBuffer = 8;
    private const int Linger = 13;
    private const int SocketError = 4;
    private const int TcpLevel = 6;
    private const int NoDelay = 1;

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static unsafe partial nint Receive(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static unsafe partial nint Send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static unsafe partial int EpollControl(int epoll, int operation, int descriptor, byte* interest);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static unsafe partial int EpollWait(int epoll, byte* events, int capacity, int milliseconds);

    /// <summary>Starts a non-blocking connect to a port on the loopback interface.</summary>
    /// <param name="port">The server's port.</param>
    /// <param name="receiveBuffer">The size of the receive buffer in bytes; 0 for the kernel's default.</param>
    public static unsafe int ConnectToLoopback(int port, int receiveBuffer)
    {
        var socket = Socket(InterNetwork, Stream | NonBlocking | CloseOnExec, 0);
        if (socket < 0)
        {
            throw Failure("socket (raise ulimit -n)");
        }

        SetOption(socket, TcpLevel, NoDelay, 1);
        if (receiveBuffer > 0)
        {
            SetOption(socket, SocketLevel, ReceiveBuffer, receiveBuffer);
        }

        // sockaddr_in: family in the machine's byte order, port and address in the network's.
        ReadOnlySpan<byte> address = [InterNetwork, 0, (byte)(port >> 8), (byte)port, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        fixed (byte* pointer = address)
        {
            return Connect(socket, pointer, address.Length) == 0 || Marshal.GetLastPInvokeError() == InProgress
                ? socket
                : throw Failure("connect");
        }
    }

    /// <summary>The pending error (SO_ERROR); 0 if the connection is established.</summary>
    public static unsafe int ErrorOf(int socket)
    {
        int error = 0, size = sizeof(int);
        _ = GetOption(socket, SocketLevel, SocketError, &error, &size);
        return error;
    }

    /// <summary>Closes with a reset, which avoids TIME_WAIT and so does not exhaust the ephemeral ports.</summary>
    public static unsafe void Reset(int socket)
    {
        var linger = stackalloc int[] { 1, 0 };
        _ = SetOption(socket, SocketLevel, Linger, linger, 2 * sizeof(int));
        _ = Close(socket);
    }

    /// <summary>The CPU time of a process in seconds, including threads that have ended; NaN if the process does not exist.</summary>
    public static unsafe double CpuTimeOf(int process)
    {
        // The clock id that clock_getcpuclockid(3) returns.
        const int scheduled = 2;
        var time = stackalloc long[2];
        return GetTime((~process << 3) | scheduled, time) == 0 ? time[0] + time[1] / 1e9 : double.NaN;
    }

    /// <summary>Pins the calling thread to a core.</summary>
    public static unsafe void PinToCore(int core)
    {
        // cpu_set_t: one bit per core, 1,024 bits.
        Span<byte> set = stackalloc byte[128];
        set.Clear();
        set[core / 8] = (byte)(1 << (core % 8));
        fixed (byte* pointer = set)
        {
            if (SetAffinity(0, set.Length, pointer) != 0)
            {
                throw Failure($"sched_setaffinity to core {core}");
            }
        }
    }

    public static System.IO.IOException Failure(string what) =>
        new($"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    private static unsafe void SetOption(int socket, int level, int option, int value) =>
        _ = SetOption(socket, level, option, &value, sizeof(int));

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static unsafe partial int GetTime(int clock, long* time);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static unsafe partial int SetAffinity(int thread, nint length, byte* set);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static unsafe partial int Connect(int socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    private static unsafe partial int SetOption(int socket, int level, int option, int* value, int size);

    [LibraryImport("libc", EntryPoint = "getsockopt")]
    private static unsafe partial int GetOption(int socket, int level, int option, int* value, int* size);
}
