using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dots.Testing.Servers;

/// <summary>What a proxy does with a WebSocket's handshake.</summary>
public enum UpgradeHandling
{
    Forward,

    /// <summary>Forwards the request without the hop-by-hop headers, as nginx does unless it is configured otherwise.</summary>
    Strip,

    /// <summary>Answers 403.</summary>
    Forbid,

    /// <summary>Answers 502.</summary>
    Fail,

    /// <summary>Accepts the connection and never answers.</summary>
    Ignore,
}

/// <summary>A proxy before a server that does to connections what networks do.</summary>
public sealed class TestProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentBag<Link> _links = [];
    private readonly Uri _server;
    private readonly UpgradeHandling _upgrades;
    private volatile bool _isFrozen;

    private TestProxy(Uri server, UpgradeHandling upgrades)
    {
        (_server, _upgrades) = (server, upgrades);
        _listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public static TestProxy Start(Uri server, UpgradeHandling upgrades = UpgradeHandling.Forward) => new(server, upgrades);

    /// <summary>Forwards nothing more on the connections that are open, in either direction, but closes none of them. Further ones are refused.</summary>
    public void Freeze()
    {
        _isFrozen = true;
        foreach (var link in _links)
        {
            link.IsFrozen = true;
        }
    }

    /// <summary>Accepts new connections. Those that were frozen stay so.</summary>
    public void Thaw() => _isFrozen = false;

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        foreach (var link in _links)
        {
            link.Close();
        }

        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stopped.Token);
                if (_isFrozen)
                {
                    client.Close(0);
                    continue;
                }

                var link = new Link(client);
                _links.Add(link);
                _ = ServeAsync(link);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy was disposed.
        }
    }

    private async Task ServeAsync(Link link)
    {
        try
        {
            var head = await ReadHeadAsync(link.Client);
            if (Encoding.Latin1.GetString(head).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase))
            {
                switch (_upgrades)
                {
                    case UpgradeHandling.Strip:
                        head = Encoding.Latin1.GetBytes(string.Concat(Encoding.Latin1.GetString(head).Split("\r\n")
                            .Where(line => !line.StartsWith("Upgrade:", StringComparison.OrdinalIgnoreCase))
                            .Select(line => line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase) ? "Connection: close" : line)
                            .Select((line, nth) => nth == 0 ? line : $"\r\n{line}")));
                        break;
                    case UpgradeHandling.Forbid:
                        await RefuseAsync(link.Client, "403 Forbidden");
                        return;
                    case UpgradeHandling.Fail:
                        await RefuseAsync(link.Client, "502 Bad Gateway");
                        return;
                    case UpgradeHandling.Ignore:
                        return;
                }
            }

            await link.Server.ConnectAsync(_server.Host, _server.Port, _stopped.Token);
            await link.Server.SendAsync(head, _stopped.Token);
            await Task.WhenAll(PumpAsync(link, link.Client, link.Server), PumpAsync(link, link.Server, link.Client));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // A side has closed the connection.
        }

        if (!link.IsFrozen)
        {
            link.Close();
        }
    }

    private async Task PumpAsync(Link link, Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer, _stopped.Token)) > 0)
        {
            for (var sent = 0; sent < read && !link.IsFrozen;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _stopped.Token);
            }
        }

        if (!link.IsFrozen)
        {
            to.Shutdown(SocketShutdown.Send);
        }
    }

    /// <summary>The beginning of a connection, at least to the end of its first request's head.</summary>
    private async Task<byte[]> ReadHeadAsync(Socket client)
    {
        var head = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (!Encoding.Latin1.GetString([.. head]).Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await client.ReceiveAsync(buffer, _stopped.Token);
            if (read == 0)
            {
                throw new OperationCanceledException();
            }

            head.AddRange(buffer.AsSpan(0, read));
        }

        return [.. head];
    }

    private async Task RefuseAsync(Socket client, string status)
    {
        await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _stopped.Token);
        client.Shutdown(SocketShutdown.Both);
        client.Close();
    }

    private sealed class Link(Socket client)
    {
        private volatile bool _isFrozen;

        public Socket Client => client;

        public Socket Server { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        public bool IsFrozen
        {
            get => _isFrozen;
            set => _isFrozen = value;
        }

        public void Close()
        {
            client.Dispose();
            Server.Dispose();
        }
    }
}
