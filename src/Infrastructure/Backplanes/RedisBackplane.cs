using StackExchange.Redis;

namespace Dots.Infrastructure.Backplanes;

/// <summary>Pub/sub of Redis, which stores nothing: messages are lost to nodes that are not subscribed at the time.</summary>
internal sealed class RedisBackplane(string configuration, string site) : IBackplane
{
    private readonly RedisChannel _channel = new($"dots:{site}:events", RedisChannel.PatternMode.Literal);

    /// <inheritdoc/>
    public async Task<IBackplaneConnection> ConnectAsync(Action<string> onMessage, CancellationToken cancellationToken)
    {
        var options = ConfigurationOptions.Parse(configuration);

        // BackplaneLink reconnects, in the same way for all backplanes.
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        options.ConnectTimeout = 2000;
        options.SyncTimeout = 2000;
        options.ClientName = "dots";
        var redis = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancellationToken);
        var connection = new Connection(redis, _channel);
        try
        {
            await redis.GetSubscriber().SubscribeAsync(_channel, (_, message) => onMessage(message!)).WaitAsync(cancellationToken);
            return connection;
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed class Connection : IBackplaneConnection
    {
        private readonly CancellationTokenSource _lost = new();
        private readonly ConnectionMultiplexer _redis;
        private readonly RedisChannel _channel;

        public Connection(ConnectionMultiplexer redis, RedisChannel channel)
        {
            (_redis, _channel) = (redis, channel);
            Lost = _lost.Token;
            redis.ConnectionFailed += OnFailed;
        }

        public CancellationToken Lost { get; }

        public Task PublishAsync(string message, CancellationToken cancellationToken) =>
            _redis.GetSubscriber().PublishAsync(_channel, message).WaitAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            _redis.ConnectionFailed -= OnFailed;

            // Not CloseAsync, which would wait for a server that does not answer.
            await Task.Run(() => _redis.Close(allowCommandsToComplete: false));
            _redis.Dispose();
            _lost.Dispose();
        }

        private void OnFailed(object? sender, ConnectionFailedEventArgs failed)
        {
            try
            {
                _lost.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // Raised by another thread during DisposeAsync.
            }
        }
    }
}
