using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dots.Streams.Tests;

/// <summary>The server where the system allows hardly more descriptors than it needs, and one client that opens as many as it can.</summary>
[TransportOnly]
public sealed partial class DescriptorTests : IAsyncLifetime
{
    private const int OpenFiles = 420;
    private const int Attempts = 500;

    private static readonly IPAddress OtherAddress = IPAddress.Parse("127.0.0.2");

    private readonly List<RawConnection> _attack = [];
    private DotsProcess _server = null!;
    private HttpClient _other = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await DotsProcess.StartWithOpenFilesAsync(OpenFiles, "Logging:LogLevel:Dots.Web=Warning");
        _other = new HttpClient(new SocketsHttpHandler { ConnectCallback = (context, _) => ConnectAsync(context.DnsEndPoint.Port) })
        {
            BaseAddress = _server.Address,
            Timeout = Waiting.Timeout,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _attack.ForEach(connection => connection.Dispose());
        _other.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData($"GET {SseReader.Path} HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /api/boards HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("")]
    public async Task Others_AreServed_WhileOneAddressOpensAllConnectionsThatItCan(string request)
    {
        (await TestAccount.RegisterAsync(_other, "ola")).Authorize(_other);
        using var stream = await RawConnection.OpenStreamAsync(_server.Address, OtherAddress);

        await AttackAsync(request);

        var board = await CreateBoardAsync("During");
        (await ReadUntilAsync(stream, "During")).Should().Contain($"\"board_id\": {board}");
        using var later = await RawConnection.OpenStreamAsync(_server.Address, OtherAddress);
        await CreateBoardAsync("Later");
        await ReadUntilAsync(later, "Later");
        _server.HasExited.Should().BeFalse();

        // The attacker is served again, too, once it has closed its connections.
        _attack.ForEach(connection => connection.Dispose());
        await Waiting.UntilAsync(AnswersAsync, "the server answers at the attacker's address");
    }

    [Fact]
    public async Task Others_AreServed_WhileOneAddressHoldsDownloads()
    {
        (await TestAccount.RegisterAsync(_other, "ola")).Authorize(_other);
        var activity = (await PostAsync("/api/activities", new { })).GetProperty("id").GetGuid();
        var file = $"/api/activities/{activity}/files/large.bin";
        using var content = new ByteArrayContent(new byte[16 * 1024 * 1024]);
        (await _other.PutAsync(file, content, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await AttackAsync($"GET {file} HTTP/1.1\r\nHost: x\r\n\r\n", receiveBuffer: 4096);

        // A request may be refused for the moment, but the server goes on, and all is well once the downloads have ended.
        using (var during = await _other.GetAsync("/api/boards", TestContext.Current.CancellationToken))
        {
            during.StatusCode.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
        }

        _attack.ForEach(connection => connection.Reset());
        await Waiting.UntilAsync(AnswersAsync, "the server answers at the attacker's address");
        await CreateBoardAsync("Afterwards");
        _server.HasExited.Should().BeFalse();
    }

    [Fact]
    public Task Start_WarnsOfTheLoweredLimits() => Waiting.UntilAsync(
        () => _server.Output.Any(line => Warning().IsMatch(line)), "the server has logged the limits");

    private static async ValueTask<System.IO.Stream> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(OtherAddress, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task AttackAsync(string request, int receiveBuffer = 0)
    {
        for (var i = 0; i < Attempts; i++)
        {
            try
            {
                var connection = await RawConnection.OpenAsync(_server.Address, IPAddress.Loopback, receiveBuffer);
                _attack.Add(connection);
                await connection.SendAsync(request);
            }
            catch (SocketException)
            {
                // The server has closed the connection already.
            }
        }
    }

    private async Task<long> CreateBoardAsync(string name) =>
        (await PostAsync("/api/boards", new { name, rows = 2, cols = 2, dots = Array.Empty<object>() })).GetProperty("id").GetInt64();

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _other.PostAsJsonAsync(path, body);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var response = await _server.Http.GetAsync("/api/boards");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<string> ReadUntilAsync(RawConnection stream, string text)
    {
        var read = "";
        while (!read.Contains(text, StringComparison.Ordinal))
        {
            read += System.Text.Encoding.UTF8.GetString(await stream.ReadChunkAsync() ?? throw new System.IO.EndOfStreamException());
        }

        return read;
    }

    [GeneratedRegex(@"The system allows 420 open files, .* at most \d+ connections \(\d+ per address\) and \d+ streams \(\d+ per address\)")]
    private static partial Regex Warning();
}
