using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace Dots.Bench.Load.Attacks;

/// <summary>One user at 127.0.0.1, who repeats requests over many connections and counts the responses by their status.</summary>
internal sealed class Attacker(int port, HttpClient http)
{
    private readonly ConcurrentDictionary<string, int> _outcomes = new();

    public HttpClient Http => http;

    /// <summary>How often each status was received; "error" for connections that failed.</summary>
    public IEnumerable<KeyValuePair<string, int>> Outcomes => _outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal);

    public static async Task<Attacker> SignInAsync(int port) => new(port, await ApiClient.SignInAsync(port, IPAddress.Loopback));

    /// <summary>Creates an activity unless it exists.</summary>
    public async Task CreateActivityAsync(Guid id, string name, string text = "")
    {
        using var created = await http.PostAsJsonAsync("/api/activities", new { id, name, text });
        if (created.StatusCode != HttpStatusCode.Conflict)
        {
            created.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Runs this many loops at once until <paramref name="stop"/>. An iteration that fails is counted, and its loop goes on.</summary>
    public Task RepeatAsync(int loops, Func<int, Task> iterate, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, loops).Select(loop => Task.Run(() => LoopAsync(() => iterate(loop), stop), CancellationToken.None)));

    /// <summary>Awaits a response and reads it to its end.</summary>
    public async Task CountAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        Count(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Opens a connection that sends one request and never reads.</summary>
    public async Task<Socket> SendWithoutReadingAsync(string path, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), stop);
            Count("silent");
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Count(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

    private async Task LoopAsync(Func<Task> iterate, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await iterate();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException or System.IO.IOException or OperationCanceledException)
            {
                Count("error");
            }
        }
    }
}
