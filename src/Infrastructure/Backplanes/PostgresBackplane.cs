using Npgsql;

namespace Dots.Infrastructure.Backplanes;

/// <summary>
/// LISTEN and NOTIFY of the database. Writers do not notify within their own transactions: PostgreSQL holds a server-wide lock while it commits
/// a transaction with a NOTIFY, so each commit would wait for the disk writes of the others.
/// </summary>
internal sealed class PostgresBackplane(string connectionString, string site) : IBackplane
{
    /// <summary>The name of its connections in <c>pg_stat_activity</c>.</summary>
    public const string ApplicationName = "dots backplane";

    // PostgreSQL truncates identifiers to 63 bytes, and rejects longer channels in pg_notify.
    private readonly string _channel = $"dots_{site}"[..Math.Min(40, site.Length + 5)];

    /// <inheritdoc/>
    public async Task<IBackplaneConnection> ConnectAsync(Action<string> onMessage, CancellationToken cancellationToken)
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
            await connection.OpenAsync(onMessage, cancellationToken);
            return connection;
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Two connections to the server, because one that waits for notifications cannot send any.</summary>
    private sealed class Connection(NpgsqlConnection listener, NpgsqlConnection publisher, string channel) : IBackplaneConnection
    {
        private readonly CancellationTokenSource _lost = new();
        private readonly CancellationTokenSource _closing = new();
        private Task _listening = Task.CompletedTask;

        public CancellationToken Lost => _lost.Token;

        public async Task OpenAsync(Action<string> onMessage, CancellationToken cancellationToken)
        {
            await listener.OpenAsync(cancellationToken);
            await publisher.OpenAsync(cancellationToken);
            listener.Notification += (_, notification) => onMessage(notification.Payload);

            // A notification need not survive a power failure, so its commit need not wait for the disk.
            await RunAsync(publisher, "SET synchronous_commit = off", cancellationToken);
            await RunAsync(listener, $"LISTEN \"{channel.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancellationToken);
            _listening = ListenAsync();
        }

        public async Task PublishAsync(string message, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", publisher);
            command.Parameters.AddWithValue(channel);
            command.Parameters.AddWithValue(message);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _closing.CancelAsync();
            await _listening;
            await listener.DisposeAsync();
            await publisher.DisposeAsync();
            _closing.Dispose();
            _lost.Dispose();
        }

        private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
        {
#pragma warning disable CA2100 // The only external part is the channel's name, which is quoted.
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
                    await listener.WaitAsync(_closing.Token);
                }
            }
            catch (Exception)
            {
                // This connection is being disposed, or was lost.
                await _lost.CancelAsync();
            }
        }
    }
}
