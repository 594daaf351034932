using System.Diagnostics;
using Npgsql;

namespace Dots.Testing.Databases;

/// <summary>
/// A PostgreSQL of the tests' own, reached by a socket in its own folder. It ends, and its folder is gone, when it is disposed or when this
/// process is no more, in whatever way it ended.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string NotInstalled = "PostgreSQL is not installed: install Debian's package postgresql, or run ./test.sh, which does.";

    // It waits for the end of its input, which the system closes with this process. What is on the disk need not outlive the machine, and
    // the rules of a language must not show: the product's text compares byte by byte.
    private const string Script =
        """
        set -e
        folder=$(mktemp -d /tmp/dots-postgres-XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        "$1/initdb" --pgdata="$folder/data" --username=dots --auth=trust --encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=pl \
            --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
        "$1/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=500 \
            -c fsync=off -c full_page_writes=off -c autovacuum=off >>"$folder/log" 2>&1 &
        until "$1/pg_isready" --quiet --host="$folder"; do
            kill -0 $! || { cat "$folder/log" >&2; exit 1; }
            sleep 0.05
        done
        echo "$folder"
        cat >/dev/null
        kill -QUIT $! && wait $! || true
        """;

    private static readonly Lazy<PostgresServer> SharedServer = new(Start);

    private readonly Process _script;

    private PostgresServer(Process script, string folder)
    {
        _script = script;
        Folder = folder;
    }

    /// <summary>One for all tests of this process.</summary>
    public static PostgresServer Shared => SharedServer.Value;

    public static bool IsInstalled => Programs is not null;

    /// <summary>Where its socket is.</summary>
    public string Folder { get; }

    // The newest there is.
    private static string? Programs { get; } = System.IO.Directory.Exists("/usr/lib/postgresql")
        ? System.IO.Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(folder => int.TryParse(System.IO.Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => System.IO.Path.Combine(folder, "bin"))
            .FirstOrDefault(folder => System.IO.File.Exists(System.IO.Path.Combine(folder, "postgres")))
        : null;

    /// <summary>Returns when it answers.</summary>
    public static PostgresServer Start()
    {
        // Apart from the signals that end this process, which would end it without its cleaning up; and never as root, which it refuses.
        string[] asItsUser = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        string[] command = ["setsid", .. asItsUser, "sh", "-c", Script, "sh", Programs ?? throw new InvalidOperationException(NotInstalled)];
        var script = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/tmp",
        })!;
        return script.StandardOutput.ReadLine() is { } folder
            ? new PostgresServer(script, folder)
            : throw new InvalidOperationException($"PostgreSQL did not start: {script.StandardError.ReadToEnd()}");
    }

    public string ConnectionStringOf(string database) => $"Host={Folder};Username=dots;Database={database}";

    /// <summary>Makes a database, as a copy of another where one is named.</summary>
    public void CreateDatabase(string name, string? template = null) =>
        Run($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template} STRATEGY FILE_COPY")}");

    /// <summary>Ends all connections to it. Does nothing if it does not exist, because several servers of a test may share it.</summary>
    public void DropDatabase(string name) => Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Cuts off whoever is connected and lets nobody in, until what it returns is disposed.</summary>
    public IDisposable Unplug()
    {
        var socket = System.IO.Path.Combine(Folder, ".s.PGSQL.5432");
        using var connection = new NpgsqlConnection(ConnectionStringOf("postgres") + ";Pooling=False");
        connection.Open();
        System.IO.File.Move(socket, socket + ".unplugged");
        using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()", connection);
        command.ExecuteNonQuery();
        return new Plug(socket);
    }

    public void Dispose()
    {
        _script.StandardInput.Close();
        _script.WaitForExit();
        _script.Dispose();
    }

    private sealed class Plug(string socket) : IDisposable
    {
        public void Dispose() => System.IO.File.Move(socket + ".unplugged", socket);
    }

    private void Run(string statement)
    {
        using var connection = new NpgsqlConnection(ConnectionStringOf("postgres") + ";Pooling=False");
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }
}
