using System.Text;
using Dots.Application;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dots.Infrastructure.Tests;

/// <summary>The application and its infrastructure on a database, composed as in a server process but without the web layer.</summary>
internal sealed class Node : IAsyncDisposable
{
    public static readonly Caller Ada = new(new User(TestDatabase.Ada, "ada"), "c-1");

    private readonly ServiceProvider _services;
    private EventLogReader? _reader;

    public Node(TestDatabase database, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddApplication()
            .AddInfrastructure(database.Provider, database.ConnectionString)
            .AddSingleton<IHostApplicationLifetime, Lifetime>()
            .AddSingleton<IFileUrls, FileUrls>();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Appends an event in a transaction of its own.</summary>
    public Task AppendAsync(string channel, string type, string payload = "{}") =>
        InScopeAsync<IServiceProvider, int>(scope => scope.GetRequiredService<IWriteTransaction>().RunAsync(
            async () =>
            {
                await scope.GetRequiredService<IEventBroadcaster>().BroadcastAsync(channel, type, Encoding.UTF8.GetBytes(payload), default);
                return 0;
            },
            default));

    /// <summary>Runs work in a scope and a transaction of its own.</summary>
    public Task RunAsync(Func<IServiceProvider, Task> work, IReadOnlyList<LockKey> keys, CancellationToken cancellationToken = default) =>
        InScopeAsync<IServiceProvider, int>(scope => scope.GetRequiredService<IWriteTransaction>().RunAsync(
            async () =>
            {
                await work(scope);
                return 0;
            },
            keys,
            cancellationToken));

    /// <summary>Appends an event within a transaction.</summary>
    public static async Task<int> BroadcastAsync(IServiceProvider scope, string payload, string type = "x")
    {
        await scope.GetRequiredService<IEventBroadcaster>().BroadcastAsync("notifications", type, Encoding.UTF8.GetBytes(payload), default);
        return 0;
    }

    /// <summary>Starts the reader that feeds the streams from the log.</summary>
    public Task StartReaderAsync()
    {
        _reader = _services.GetServices<IHostedService>().OfType<EventLogReader>().Single();
        return _reader.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await _reader.StopAsync(default);
        }

        await _services.DisposeAsync();
    }

    private sealed class FileUrls : IFileUrls
    {
        public string UrlOf(Guid activityId, string name) => $"/{activityId}/{name}";
    }
}
