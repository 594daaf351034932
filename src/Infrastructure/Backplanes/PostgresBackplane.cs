using Npgsql;

namespace Dots.Infrastructure.Backplanes;

/// <summary>
/// LISTEN and NOTIFY of the database, which reach the connections to this one database. Not in the transactions that append: PostgreSQL
/// holds a lock over the whole server from a NOTIFY to the end of its commit, so that commits would wait for each other's disk.
/// </summary>
/// <param name="connectionString">The database.</param>
/// <param name="site">Part of the channel's name.</param>
internal sealed class PostgresBackplane(string connectionString, string site) : IBackplane
{
    /// <summary>How its connections name themselves in <c>pg_stat_activity</c>.</summary>
    public const string ApplicationName = "dots backplane";

    // An identifier longer than 63 bytes is cut off; a shorter one is compared as it is.
    private readonly string _channel = $"dots_{site}"[..Math.Min(40, site.Length + 5)];

    /// <inheritdoc/>
    public async Task<IBackplaneConnection> ConnectAsync(Action<string> heard, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = ApplicationName,
            CommandTimeout = 3,
            Multiplexing = false,
            Pooling = false,
            Timeout = 3,
        };
        var connection = new Connection(new NpgsqlConnection(settings.ToString()), new NpgsqlConnection(settings.ToString()), _channel);
        try
        {
            await connection.OpenAsync(heard, cancellationToken);
            return connection;
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Two connections of the client: one that waits for a notification cannot send one.</summary>
    private sealed class Connection(NpgsqlConnection ear, NpgsqlConnection mouth, string channel) : IBackplaneConnection
    {
        private readonly CancellationTokenSource _lost = new();
        private readonly CancellationTokenSource _closing = new();
        private Task _listening = Task.CompletedTask;

        public CancellationToken Lost => _lost.Token;

        public async Task OpenAsync(Action<string> heard, CancellationToken cancellationToken)
        {
            await ear.OpenAsync(cancellationToken);
            await mouth.OpenAsync(cancellationToken);
            ear.Notification += (_, notification) => heard(notification.Payload);

            // A wake-up need not survive a power cut, so its commit need not wait for the disk.
            await RunAsync(mouth, "SET synchronous_commit = off", cancellationToken);
            await RunAsync(ear, $"LISTEN \"{channel.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancellationToken);
            _listening = ListenAsync();
        }

        public async Task PublishAsync(string message, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", mouth);
            command.Parameters.AddWithValue(channel);
            command.Parameters.AddWithValue(message);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _closing.CancelAsync();
            await _listening;
            await ear.DisposeAsync();
            await mouth.DisposeAsync();
            _closing.Dispose();
            _lost.Dispose();
        }

        private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
        {
#pragma warning disable CA2100 // Nothing in it comes from outside but the channel's name, which is quoted.
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    await ear.WaitAsync(_closing.Token);
                }
            }
            catch (Exception)
            {
                // Closing, or the server has gone.
                await _lost.CancelAsync();
            }
        }
    }
}
