using System.Diagnostics;
using System.Net.Sockets;

namespace Dots.Cluster.Tests.Servers;

/// <summary>A Redis server without persistence.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private const string Program = "redis-server";

    private readonly ReservedPort _port = ReservedPort.Take();
    private Process? _process;

    public string Address => $"127.0.0.1:{_port.Number}";

    public static async Task<RedisProcess> StartAsync()
    {
        Assert.SkipUnless(Programs.IsInstalled(Program), "Redis is not installed.");
        var redis = new RedisProcess();
        await redis.StartAgainAsync();
        return redis;
    }

    public async Task StartAgainAsync()
    {
        _process = Programs.Start(
            Program, "--port", $"{_port.Number}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        await Waiting.UntilAsync(IsListeningAsync, "Redis listens");
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Freezes the server. Its connections stay open.</summary>
    public void Pause() => Signal.Pause(_process!);

    public void Resume() => Signal.Resume(_process!);

    /// <summary>Sends a command and returns its reply.</summary>
    public async Task<string> AskAsync(params string[] command)
    {
        using var client = Programs.Start("redis-cli", ["-p", $"{_port.Number}", .. command]);
        return await client.StandardOutput.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        _port.Dispose();
    }

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port.Number);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
