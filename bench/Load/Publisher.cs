using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Dots.Bench.Load;

/// <summary>A keep-alive connection over which events are published, one at a time.</summary>
internal sealed class Publisher(Poller poller, Ledger ledger, int port, int tag)
{
    private readonly byte[] _response = new byte[64 * 1024];
    private int _length;
    private int _socket = -1;
    private int _number;
    private long _sentAt;

    public bool IsBusy { get; private set; }

    /// <summary>The first error of any publisher.</summary>
    public static string? FirstError { get; private set; }

    public static int Errors { get; private set; }

    public void Connect()
    {
        if (_socket >= 0)
        {
            LibC.Reset(_socket);
        }

        _socket = LibC.ConnectToLoopback(port, receiveBuffer: 0);
        _length = 0;
        poller.Add(_socket, tag);
    }

    public void Close()
    {
        LibC.Reset(_socket);
        _socket = -1;
    }

    public unsafe void Send(byte[] request, int number, long now)
    {
        (IsBusy, _number, _sentAt, _length) = (true, number, now, 0);
        fixed (byte* pointer = request)
        {
            if (LibC.Send(_socket, pointer, request.Length, LibC.NoSignal) != request.Length)
            {
                Fail("the request could not be sent");
            }
        }
    }

    /// <returns>The response time in nanoseconds; null if the response is incomplete.</returns>
    public unsafe long? Advance(Func<long> clock)
    {
        while (IsBusy)
        {
            int count;
            fixed (byte* pointer = &_response[_length])
            {
                count = (int)LibC.Receive(_socket, pointer, _response.Length - _length, 0);
            }

            if (count < 0 && Marshal.GetLastPInvokeError() == LibC.Again)
            {
                return null;
            }

            if (count <= 0 || (_length += count) == _response.Length)
            {
                Fail("incomplete response");
                return null;
            }

            if (StatusOf(_response.AsSpan(0, _length)) is { } status)
            {
                IsBusy = false;
                if (status is < 200 or > 299)
                {
                    CountError(Encoding.UTF8.GetString(_response, 0, Math.Min(_length, 600)));
                }

                return clock() - _sentAt;
            }
        }

        return null;
    }

    private static int? StatusOf(ReadOnlySpan<byte> response)
    {
        var end = response.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var head = Encoding.Latin1.GetString(response[..(end + 2)]);
        var body = response[(end + 4)..];
        var isComplete =
            Header(head, "content-length") is { } length ? body.Length >= int.Parse(length, CultureInfo.InvariantCulture)
            : Header(head, "transfer-encoding") is null || body.EndsWith("0\r\n\r\n"u8);
        return isComplete ? int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture) : null;
    }

    private static string? Header(string head, string name)
    {
        var start = head.IndexOf($"\n{name}:", StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : head[(start + name.Length + 2)..head.IndexOf('\r', start)].Trim();
    }

    private void Fail(string why)
    {
        CountError(why);
        IsBusy = false;
        Connect();
    }

    private void CountError(string error)
    {
        Errors++;
        FirstError ??= error;
        ledger.Withdraw(_number);
    }
}
