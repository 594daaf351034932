using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Files;
using Dots.Application.Activities.Presence;
using Dots.Application.Boards;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Files;
using Dots.Infrastructure.Identity;
using Dots.Infrastructure.Solving;
using Dots.Infrastructure.Streaming;
using Dots.Web.Connections;
using Dots.Web.Hosting.Settings;
using Dots.Web.Hosting.Shutdown;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.Streams;
using Dots.Web.Streams.WebSockets;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting;

/// <summary>Which options are bound to which section of the configuration: everything that an operator can set.</summary>
internal sealed class DotsSettings
{
    private readonly SettingsBinder _binder;

    /// <param name="services">Where to register the options.</param>
    /// <param name="configuration">What to read them from, once.</param>
    /// <param name="contentRoot">The folder that relative file names start from.</param>
    /// <exception cref="SettingException">A setting has a value that it cannot have, or does not exist.</exception>
    public DotsSettings(IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        FrameworkSettings.Check(configuration);
        _binder = new SettingsBinder(services, configuration);

        DatabaseProvider = _binder.Bind<DatabaseOptions>("Database").Provider;
        ConnectionString = Complete(_binder.Bind<ConnectionStringOptions>("ConnectionStrings").Dots, contentRoot);
        _binder.Bind<BackplaneOptions>("Backplane", options => options.UseDatabase(DatabaseProvider, ConnectionString));
        _binder.Bind<StreamOptions>("Streams");
        StreamLimits = _binder.Bind<StreamLimits>("Streams");
        ConnectionLimits = _binder.Bind<ConnectionLimits>("Connections");
        _binder.Bind<WebSocketTimeouts>("Streams");
        _binder.Bind<RetentionOptions>("Events");
        _binder.Bind<ActivityLimits>("Activities");
        _binder.Bind<PresenceOptions>("Activities");
        _binder.Bind<PreconditionOptions>("Activities");
        _binder.Bind<FileStoreOptions>("Files");
        _binder.Bind<FileLimits>("Files");
        _binder.Bind<LowPriorityOptions>("LowPriority");
        _binder.Bind<ShutdownOptions>("Shutdown");
        _binder.Bind<BoardLimits>("Boards");
        SeedsStarterBoards = _binder.Bind<BoardOptions>("Boards").SeedStarters;
        _binder.Bind<SolverOptions>("Solver");
        _binder.Bind<RateLimitOptions>("RateLimits");
        _binder.Bind<TrustedOrigins>("Cors");
        _binder.Bind<ProxyOptions>();
        _binder.Bind<AdministratorOptions>();
        _binder.Names.Check(configuration);

        Derive(services, contentRoot);
    }

    public DatabaseProvider DatabaseProvider { get; }

    public string ConnectionString { get; }

    public ConnectionLimits ConnectionLimits { get; }

    public StreamLimits StreamLimits { get; }

    public bool SeedsStarterBoards { get; }

    /// <summary>The names of all settings, without those that the framework reads.</summary>
    public IEnumerable<string> Names => _binder.Names.All;

    /// <summary>Warns of settings that are given by their old names.</summary>
    public void LogRenamed(ILogger logger) => _binder.Renamed.Log(logger);

    private string Complete(string connectionString, string contentRoot)
    {
        try
        {
            return DatabaseAddress.Complete(DatabaseProvider, connectionString, contentRoot);
        }
        catch (ArgumentException exception)
        {
            var database = DatabaseProvider == DatabaseProvider.Postgres ? "PostgreSQL" : "SQLite";
            throw new SettingException(
                "ConnectionStrings:Dots", $"is not a connection string for {database}: {exception.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Options of the framework, and of the web, that follow from settings.</summary>
    private static void Derive(IServiceCollection services, string contentRoot)
    {
        services.PostConfigure<FileStoreOptions>(options => options.Folder = System.IO.Path.Combine(contentRoot, options.Folder));
        services.AddOptions<WebSocketTimeouts>()
            .Configure<IOptions<StreamOptions>>((timeouts, streams) => timeouts.Send = streams.Value.SendTimeout);
        services.AddOptions<HostOptions>()
            .Configure<IOptions<ShutdownOptions>>((host, shutdown) => host.ShutdownTimeout = shutdown.Value.Timeout);
        services.AddOptions<RateLimiterOptions>()
            .Configure<IOptions<RateLimitOptions>>((limiter, limits) => RateLimits.Configure(limiter, limits.Value.Enabled));
        services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxyOptions>>((headers, proxies) =>
            {
                var networks = proxies.Value.Networks.ToArray();
                headers.ForwardedHeaders = networks.Length > 0
                    ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                    : ForwardedHeaders.None;
                headers.ForwardLimit = null;
                headers.KnownProxies.Clear();
                headers.KnownIPNetworks.Clear();
                foreach (var network in networks)
                {
                    headers.KnownIPNetworks.Add(network);
                }
            });
    }
}
