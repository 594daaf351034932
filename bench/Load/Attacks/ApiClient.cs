using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace Dots.Bench.Load.Attacks;

/// <summary>HTTP clients of newly registered users.</summary>
internal static class ApiClient
{
    /// <summary>Registers a user and signs in. All connections have this source address.</summary>
    public static async Task<HttpClient> SignInAsync(int port, IPAddress source)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = (context, token) => ConnectAsync(source, context.DnsEndPoint.Port, token) };
        return new HttpClient(handler)
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromSeconds(30),
            DefaultRequestHeaders = { Authorization = await AuthorizationAsync(port) },
        };
    }

    /// <summary>Sends a merge patch (RFC 7396).</summary>
    public static Task<HttpResponseMessage> MergeAsync(this HttpClient http, string path, object patch, CancellationToken stop) =>
        http.PatchAsync(path, JsonContent.Create(patch, new MediaTypeHeaderValue("application/merge-patch+json")), stop);

    private static async Task<AuthenticationHeaderValue> AuthorizationAsync(int port)
    {
        var line = await PublishRequest.SignInAsync(port);
        return AuthenticationHeaderValue.Parse(line[(line.IndexOf(':') + 1)..].Trim());
    }

    private static async ValueTask<System.IO.Stream> ConnectAsync(IPAddress source, int port, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
