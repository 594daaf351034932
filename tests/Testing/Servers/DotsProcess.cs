using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dots.Testing.Servers;

/// <summary>The server as a process of its own, which can be killed and started again on the same database and port.</summary>
public sealed class DotsProcess : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ReservedPort _port = ReservedPort.Take();
    private readonly string[] _settings;
    private readonly int? _openFiles;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    private DotsProcess(TestDatabase database, int? openFiles, string[] settings)
    {
        _openFiles = openFiles;
        _database = database;
        _settings = settings;
        Address = new Uri($"http://127.0.0.1:{_port.Number}");
        Http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = Address, Timeout = Waiting.Timeout };
        Streams = new HttpClient { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
    }

    public Uri Address { get; }

    /// <summary>For requests that are answered and done.</summary>
    public HttpClient Http { get; }

    /// <summary>For streams.</summary>
    public HttpClient Streams { get; }

    /// <summary>What it has logged.</summary>
    public IReadOnlyCollection<string> Output => _output;

    public bool HasExited => _process!.HasExited;

    public TestDatabase Database => _database;

    /// <summary>The memory that the process occupies.</summary>
    public long ResidentBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static Task<DotsProcess> StartAsync(params string[] settings) => StartOnAsync(TestDatabase.CreateForServer(), settings);

    /// <summary>On a database that is deleted together with the server.</summary>
    public static async Task<DotsProcess> StartOnAsync(TestDatabase database, params string[] settings)
    {
        var server = new DotsProcess(database, openFiles: null, settings);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>As a process that may have so many files and sockets open.</summary>
    public static async Task<DotsProcess> StartWithOpenFilesAsync(int limit, params string[] settings)
    {
        var server = new DotsProcess(TestDatabase.CreateForServer(), limit, settings);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Does not start it, for tests of its commands.</summary>
    public static DotsProcess Prepare(TestDatabase database, params string[] settings) => new(database, null, settings);

    /// <summary>Returns before it answers, for tests of the start itself.</summary>
    public static DotsProcess Launch(TestDatabase database, params string[] settings)
    {
        var server = new DotsProcess(database, openFiles: null, settings);
        server.Launch();
        return server;
    }

    /// <summary>Returns as soon as it answers.</summary>
    public Task StartAgainAsync()
    {
        Launch();
        return UntilItAnswersAsync();
    }

    public Task UntilItAnswersAsync() => Waiting.UntilAsync(AnswersAsync, "the server answers");

    /// <summary>Runs the command that creates an administrator's account, as another process on the same database.</summary>
    /// <returns>Its exit code and what it has printed.</returns>
    public async Task<(int ExitCode, string Output)> CreateAdministratorAsync(string username, string password)
    {
        var start = CommandOf(["create-admin", username]);
        start.RedirectStandardInput = true;
        using var command = Process.Start(start)!;
        await command.StandardInput.WriteLineAsync(password);
        command.StandardInput.Close();
        var output = await Task.WhenAll(command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync()).WaitAsync(Waiting.Timeout);
        await command.WaitForExitAsync();
        return (command.ExitCode, string.Concat(output));
    }

    private void Launch()
    {
        _process = Process.Start(CommandOf([]))!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private ProcessStartInfo CommandOf(string[] command)
    {
        // A file that may not grow any more sends SIGXFSZ, which ends a program that does not ignore it; SQLite wants to see the error.
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", $"trap '' XFSZ; {(_openFiles is { } limit ? $"ulimit -n {limit}; " : "")}exec \"$@\"", "sh", "dotnet", Path.Combine(AppContext.BaseDirectory, "Dots.Web.dll") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _database.Folder,
        };
        string[] arguments =
        [
            .. command,
            "--contentRoot", _database.Folder,
            "--urls", Address.ToString(),
            .. ServerSettings.Of(_database, _settings),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        ServerSettings.CompileLater(start);
        return start;
    }

    /// <summary>SIGKILL: nothing is shut down in order.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as every service manager asks a server to end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        const int sigterm = 15;
        _ = Kill(_process!.Id, sigterm);
        await _process.WaitForExitAsync().WaitAsync(Waiting.Timeout);
        return _process.ExitCode;
    }

    /// <summary>From now on no file of the server grows beyond so many bytes; <see cref="long.MaxValue"/> ends that.</summary>
    public void LimitFileSize(long bytes)
    {
        const int fileSize = 1;
        var limit = new Limit { Soft = bytes == long.MaxValue ? ulong.MaxValue : (ulong)bytes, Hard = ulong.MaxValue };
        if (PrLimit(_process!.Id, fileSize, in limit, 0) != 0)
        {
            throw new InvalidOperationException($"prlimit failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Registers a user, as whom <see cref="Http"/> sends its requests from now on.</summary>
    public async Task SignInAsync(string username) => (await TestAccount.RegisterAsync(Http, username)).Authorize(Http);

    public Task<HttpResponseMessage> PostBoardAsync(string name) =>
        Http.PostAsJsonAsync("/api/boards", new { name, rows = 2, cols = 2, dots = Array.Empty<object>() });

    /// <returns>The board's id.</returns>
    public async Task<long> CreateBoardAsync(string name)
    {
        using var response = await PostBoardAsync(name);
        var board = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return board.GetProperty("id").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        Http.Dispose();
        Streams.Dispose();
        _database.Dispose();
        _port.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"The server ended with exit code {_process.ExitCode}.");
        }

        try
        {
            using var response = await Http.GetAsync("/health/live");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int PrLimit(int process, int resource, in Limit limit, nint old);
}
