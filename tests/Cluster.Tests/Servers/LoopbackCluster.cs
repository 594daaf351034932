using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using Dots.Cluster.Tests.Deploy;

namespace Dots.Cluster.Tests.Servers;

/// <summary>The cluster of <c>deploy/cluster.sh</c>: nodes, nginx, and a PostgreSQL and a Redis of its own.</summary>
internal sealed class LoopbackCluster : IAsyncDisposable
{
    public const int Nodes = 3;

    // Starting everything is slow on a small machine.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly ReservedPort _port;
    private readonly string _folder = Directory.CreateTempSubdirectory("dots-cluster-").FullName;
    private readonly Process _script;
    private readonly List<string> _errors = [];

    private LoopbackCluster(ReservedPort port, string backplane)
    {
        _port = port;

        var start = new ProcessStartInfo("bash")
        {
            ArgumentList =
            {
                DeployFolder.PathOf("cluster.sh"),
                "--nodes", $"{Nodes}", "--port", $"{port.Number}", "--backplane", backplane, "--folder", Logs, "--impatient",
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOTS_BINARIES"] = AppContext.BaseDirectory,
                ["DOTS_CONTENT"] = _folder,
                ["DOTS_KEEP_LOGS"] = "yes",
                ["Boards__SeedStarters"] = "false",
                ["Solver__Workers"] = "0",
                ["Boards__MaxPerUser"] = "0",
                ["RateLimits__Enabled"] = "false",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        ServerSettings.CompileLater(start);
        _script = Process.Start(start)!;
        _script.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.Add(line.Data ?? "");
            }
        };
        _script.BeginErrorReadLine();
    }

    /// <summary>nginx, in front of all nodes.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port.Number}");

    public string Postgres => $"Host=127.0.0.1;Port={_port.Number + 20};Database=dots;Username=postgres";

    /// <summary>
    /// The folder for each process's data and log. Outside the other folder, which only this user may enter: PostgreSQL and nginx run as users of
    /// their own.
    /// </summary>
    public string Logs => $"{_folder}-parts";

    /// <summary>The address of a node, bypassing nginx; nodes are numbered from 1.</summary>
    public Uri NodeAddress(int node) => new($"http://127.0.0.1:{_port.Number + node}");

    /// <param name="backplane">Postgres or Redis.</param>
    public static async Task<LoopbackCluster> StartAsync(string backplane)
    {
        foreach (var program in new[] { "nginx", "redis-server", "redis-cli", "curl" })
        {
            Assert.SkipUnless(IsInstalled(program), $"{program} is not installed.");
        }

        Assert.SkipUnless(IsInstalled("postgres"), "PostgreSQL is not installed.");
        var cluster = new LoopbackCluster(TakePorts(), backplane);
        await cluster.ReadToAsync("ok ready");
        return cluster;
    }

    /// <summary>Runs a command on a process of the cluster, such as <c>kill node2</c>, and returns when it has completed.</summary>
    public async Task DoAsync(string command)
    {
        await _script.StandardInput.WriteLineAsync(command);
        await _script.StandardInput.FlushAsync();
        await ReadToAsync("ok ");
    }

    /// <summary>Waits until every node reports itself and its backplane as healthy.</summary>
    public async Task UntilWellAsync()
    {
        using var http = new HttpClient { Timeout = Waiting.Timeout };
        for (var node = 1; node <= Nodes; node++)
        {
            var address = new Uri(NodeAddress(node), "/health/ready");
            await Waiting.UntilAsync(async () => await http.GetStringAsync(address) == "Healthy", $"node {node} is well");
        }
    }

    /// <summary>The ends of the logs, to diagnose a failed test.</summary>
    public string ReadLogs() => string.Join('\n', Directory.EnumerateFiles(Logs, "*.log").Order()
        .Select(file => $"== {Path.GetFileName(file)}\n{string.Join('\n', File.ReadLines(file).TakeLast(25))}"));

    public async ValueTask DisposeAsync()
    {
        _script.StandardInput.Close();
        using (var timeout = new CancellationTokenSource(Timeout))
        {
            await _script.StandardOutput.ReadToEndAsync(timeout.Token);
            await _script.WaitForExitAsync(timeout.Token);
        }

        _script.Dispose();
        Directory.Delete(Logs, recursive: true);
        Directory.Delete(_folder, recursive: true);
        _port.Dispose();
    }

    private static bool IsInstalled(string program) =>
        Programs.IsInstalled(program) || File.Exists($"/usr/sbin/{program}")
        || (Directory.Exists("/usr/lib/postgresql")
            && Directory.EnumerateFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories).Any());

    /// <summary>Reserves nginx's port such that the following ports, which the other processes use, are free.</summary>
    private static ReservedPort TakePorts()
    {
        while (true)
        {
            var port = ReservedPort.Take();
            if (Enumerable.Range(1, Nodes).Concat([20, 21]).All(offset => IsFree(port.Number + offset)))
            {
                return port;
            }

            port.Dispose();
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task ReadToAsync(string beginning)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (await _script.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return;
            }

            if (line.StartsWith("failed ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{line}\n{ReadLogs()}");
            }
        }

        lock (_errors)
        {
            throw new InvalidOperationException($"The cluster has ended: {string.Join('\n', _errors)}\n{ReadLogs()}");
        }
    }
}
