using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dots.Bench.Load;

/// <summary>The rate at which one reader receives a replay.</summary>
internal static class ReplayThroughput
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Receives this many bytes of the response to a GET, or as many as arrive in 20 s. The server must have more.</summary>
    public static void Measure(LoadOptions options, long bytes)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = (int)Limit.TotalMilliseconds,
        };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, options.Port));
        ResourceUsage.ResetPeak(options.ServerPid);
        var (before, start) = (ResourceUsage.Now(options.ServerPid), Clock.Now());
        var idle = ResourceUsage.PeakMemoryOf(options.ServerPid);
        socket.Send(Encoding.ASCII.GetBytes($"GET {options.Path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"));
        var buffer = new byte[256 * 1024];
        long received = 0;
        while (received < bytes && Clock.SecondsSince(start) < Limit.TotalSeconds && socket.Receive(buffer) is > 0 and var count)
        {
            received += count;
        }

        var (seconds, after) = (Clock.SecondsSince(start), ResourceUsage.Now(options.ServerPid));
        var results = new Results(options);
        results.Add("replay", "mb", received / 1e6);
        results.Add("replay", "mb_per_s", received / 1e6 / seconds);
        results.Add("replay", "cpu_ms_per_mb", (after.ServerCpu - before.ServerCpu) * 1e9 / received);
        results.Add("replay", "memory_mib", (ResourceUsage.PeakMemoryOf(options.ServerPid) - idle) / 1024);
    }
}
