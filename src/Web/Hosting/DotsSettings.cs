using System.Globalization;
using System.Net;
using Dots.Application.Activities.Files;
using Dots.Application.Activities.Presence;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Files;
using Dots.Infrastructure.Identity;
using Dots.Infrastructure.Streaming;
using Dots.Web.Hosting.Shutdown;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Dots.Web.Hosting;

/// <summary>Everything that an operator can set, read and checked once at the start.</summary>
internal sealed class DotsSettings
{
    private readonly IConfiguration _configuration;
    private readonly SettingNames _names = new();

    public DotsSettings(IConfiguration configuration, string contentRoot)
    {
        _configuration = configuration;
        CheckUrls("Urls");
        CheckLogLevels("Logging:LogLevel");
        DatabaseProvider = ReadOneOf<DatabaseProvider>("Database:Provider");
        ConnectionString = ReadConnectionString(contentRoot);
        Backplane = ReadBackplane();
        KeepAlive = TimeSpan.FromSeconds(ReadNumber("Streams:KeepAliveSeconds", 15, 0.05, 3600));
        PingInterval = TimeSpan.FromSeconds(ReadNumber("Streams:PingSeconds", 20, 0.05, 3600));
        SendTimeout = TimeSpan.FromSeconds(ReadNumber("Streams:SendPatienceSeconds", 30, 0.1, 3600));
        WindowBytes = (int)ReadWhole("Streams:WindowBytes", 4 * 1024 * 1024, StreamOptions.MinWindowBytes, 1 << 30);
        MaxOpenStreams = (int)ReadWhole("Streams:MaxOpen", 50_000, 1, 10_000_000);
        MaxOpenStreamsPerAddress = (int)ReadWhole("Streams:MaxOpenPerAddress", 20_000, 1, 10_000_000);
        RetentionDays = ReadNumber("Events:RetentionDays", 30, 0.00001, 36_500);
        RequiresIfMatch = ReadSwitch("Activities:RequireIfMatch", false);
        PresenceGracePeriod = TimeSpan.FromSeconds(ReadNumber("Activities:GraceSeconds", 10, 0.1, 3600));
        PresenceStaleAfter = TimeSpan.FromSeconds(ReadNumber("Activities:GhostSeconds", 30, 0.3, 3600));
        FilesFolder = System.IO.Path.Combine(contentRoot, Read("Files:Folder") is { Length: > 0 } folder ? folder : "data/files");
        MaxFileBytes = (long)ReadWhole("Files:MaxBytes", 100L * 1024 * 1024, 1, 1L << 50);
        MaxTotalFileBytes = (long)ReadWhole("Files:MaxTotalBytes", 10L * 1024 * 1024 * 1024, 1, 1L << 60);
        ShutdownDelay = TimeSpan.FromSeconds(ReadNumber("Shutdown:DelaySeconds", 0, 0, 600));
        ShutdownDrainTimeout = TimeSpan.FromSeconds(ReadNumber("Shutdown:LingerSeconds", 0.5, 0, 600));
        ShutdownTimeout = TimeSpan.FromSeconds(ReadNumber("Shutdown:PatienceSeconds", 4, 0.1, 600));
        StarterBoards = ReadSwitch("Boards:Starters", true);
        RateLimitsEnabled = ReadSwitch("RateLimits:Enabled", true);
        LockoutSeconds = ReadNumber("RateLimits:LockoutSeconds", 60, 1, 86_400);
        CorsOrigins = ReadOrigins("Cors:Origins");
        Proxies = ReadNetworks("Proxies");
        Admins = ReadList("Admins");
        _names.Check(configuration);
    }

    public DatabaseProvider DatabaseProvider { get; }

    public string ConnectionString { get; }

    /// <summary>What tells the nodes of a site that the log has grown.</summary>
    public BackplaneProvider Backplane { get; }

    /// <summary>Where Redis is; empty unless it is the backplane.</summary>
    public string BackplaneRedis { get; private set; } = "";

    public TimeSpan KeepAlive { get; }

    /// <summary>How often a WebSocket's peer is asked whether it is there; one that does not answer before the next time is given up.</summary>
    public TimeSpan PingInterval { get; }

    public TimeSpan SendTimeout { get; }

    public int WindowBytes { get; }

    public int MaxOpenStreams { get; }

    public int MaxOpenStreamsPerAddress { get; }

    public double RetentionDays { get; }

    /// <summary>Whether a write of an activity must say which revision it changes.</summary>
    public bool RequiresIfMatch { get; }

    /// <summary>From the end of a user's last socket until they have left.</summary>
    public TimeSpan PresenceGracePeriod { get; }

    /// <summary>Sockets of which their server has said nothing for so long are gone.</summary>
    public TimeSpan PresenceStaleAfter { get; }

    public string FilesFolder { get; }

    /// <summary>Of one file.</summary>
    public long MaxFileBytes { get; }

    /// <summary>Of all files.</summary>
    public long MaxTotalFileBytes { get; }

    /// <summary>From the moment that a stopping server says it is not ready until it accepts no more connections.</summary>
    public TimeSpan ShutdownDelay { get; }

    /// <summary>How long an open connection may still begin a request then.</summary>
    public TimeSpan ShutdownDrainTimeout { get; }

    /// <summary>How long requests under way have then, and streams of them two seconds.</summary>
    public TimeSpan ShutdownTimeout { get; }

    /// <summary>Whether a fresh installation begins with a few boards.</summary>
    public bool StarterBoards { get; }

    public bool RateLimitsEnabled { get; }

    public double LockoutSeconds { get; }

    public IReadOnlyList<string> CorsOrigins { get; }

    /// <summary>Those whose word on a client's address and scheme is taken (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>).</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; }

    /// <summary>User names.</summary>
    public IReadOnlyList<string> Admins { get; }

    public void Apply(IServiceCollection services)
    {
        services.Configure<BackplaneOptions>(options =>
        {
            options.Provider = Backplane;
            options.Redis = BackplaneRedis;
            options.Postgres = ConnectionString;
            options.Site = DatabaseAddress.SiteOf(DatabaseProvider, ConnectionString);
            options.IsShared = DatabaseProvider == DatabaseProvider.Postgres;
        });
        services.Configure<StreamOptions>(options =>
        {
            options.KeepAlive = KeepAlive;
            options.SendTimeout = SendTimeout;
            options.WindowBytes = WindowBytes;
        });
        services.Configure<FileStoreOptions>(options => options.Folder = FilesFolder);
        services.Configure<FileLimits>(limits =>
        {
            limits.MaxBytes = MaxFileBytes;
            limits.MaxTotalBytes = MaxTotalFileBytes;
        });
        services.Configure<PresenceOptions>(options =>
        {
            options.GracePeriod = PresenceGracePeriod;
            options.StaleAfter = PresenceStaleAfter;
        });
        services.Configure<ShutdownOptions>(options =>
        {
            options.Delay = ShutdownDelay;
            options.Linger = ShutdownDrainTimeout;
        });
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = Proxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in Proxies)
            {
                options.KnownIPNetworks.Add(proxy);
            }
        });
        services.Configure<RetentionOptions>(options => options.Keep = TimeSpan.FromDays(RetentionDays));
        services.Configure<SignInOptions>(options =>
        {
            options.Enabled = RateLimitsEnabled;
            options.Lockout = TimeSpan.FromSeconds(LockoutSeconds);
        });
    }

    /// <summary>All settings are read by their names here, so that these are known.</summary>
    private string? Read(string name)
    {
        _names.Add(name);
        return _configuration[name];
    }

    private void CheckUrls(string name)
    {
        foreach (var url in (_configuration[name] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IsUrl(url))
            {
                throw new SettingException(name, $"must list addresses such as http://localhost:8000, not '{url}'");
            }
        }
    }

    private static bool IsUrl(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && (address.IsUnixPipe || address.Port is >= 0 and <= ushort.MaxValue);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private void CheckLogLevels(string name)
    {
        foreach (var level in _configuration.GetSection(name).GetChildren())
        {
            if (level.Value is { Length: > 0 } text && !Enum.TryParse<LogLevel>(text, ignoreCase: true, out _))
            {
                throw new SettingException(level.Path, $"must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}, not '{text}'");
            }
        }
    }

    private string ReadConnectionString(string contentRoot)
    {
        const string name = "ConnectionStrings:Dots";
        try
        {
            return DatabaseAddress.Complete(DatabaseProvider, Read(name) ?? "Data Source=data/dots.db", contentRoot);
        }
        catch (ArgumentException exception)
        {
            var database = DatabaseProvider == DatabaseProvider.Postgres ? "PostgreSQL" : "SQLite";
            throw new SettingException(name, $"is not a connection string for {database}: {exception.Message.TrimEnd('.')}");
        }
    }

    private BackplaneProvider ReadBackplane()
    {
        // The first is the one for whom nothing is set.
        BackplaneProvider[] possible = DatabaseProvider == DatabaseProvider.Postgres
            ? [BackplaneProvider.Postgres, BackplaneProvider.Redis, BackplaneProvider.None]
            : [BackplaneProvider.None, BackplaneProvider.Redis];
        var provider = Enum.Parse<BackplaneProvider>(ReadOneOf("Backplane:Provider", [.. possible.Select(value => value.ToString())]));
        const string redis = "Backplane:Redis";
        var server = Read(redis);
        if (provider == BackplaneProvider.Redis)
        {
            BackplaneRedis = CheckRedis(redis, server);
        }

        return provider;
    }

    private static string CheckRedis(string name, string? server)
    {
        try
        {
            return RedisServer.Check(server ?? "");
        }
        catch (ArgumentException)
        {
            // Not the value: it may hold a password.
            throw new SettingException(name, "must name the Redis server, such as localhost:6379");
        }
    }

    private double ReadNumber(string name, double otherwise, double from, double to)
    {
        if (Read(name) is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : throw new SettingException(
                name, string.Create(CultureInfo.InvariantCulture, $"must be a number from {from} to {to}, not '{text}'"));
    }

    private double ReadWhole(string name, double otherwise, double from, double to)
    {
        var number = ReadNumber(name, otherwise, from, to);
        return double.IsInteger(number) ? number : throw new SettingException(name, $"must be a whole number, not '{_configuration[name]}'");
    }

    private bool ReadSwitch(string name, bool otherwise)
    {
        if (Read(name) is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return bool.TryParse(text, out var value) ? value : throw new SettingException(name, $"must be true or false, not '{text}'");
    }

    /// <returns>One of the values, as it is written there; the first one when nothing is set.</returns>
    private string ReadOneOf(string name, params string[] values)
    {
        if (Read(name) is not { Length: > 0 } text)
        {
            return values[0];
        }

        return values.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new SettingException(name, $"must be one of {string.Join(", ", values)}, not '{text}'");
    }

    /// <returns>The first value where the setting is not given.</returns>
    private T ReadOneOf<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(ReadOneOf(name, Enum.GetNames<T>()));

    // As "a,b" (one environment variable) or as a JSON array.
    private string[] ReadList(string name) =>
    [
        .. (ReadListed(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        .. _configuration.GetSection(name).GetChildren().Select(child => child.Value).OfType<string>(),
    ];

    private string? ReadListed(string name)
    {
        _names.AddList(name);
        return _configuration[name];
    }

    private IPNetwork[] ReadNetworks(string name) =>
    [
        .. ReadList(name).Select(text =>
            IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse(text, out var network) ? network
            : throw new SettingException(name, $"must list addresses or networks such as 10.0.0.5 or 10.0.0.0/24, not '{text}'")),
    ];

    private string[] ReadOrigins(string name)
    {
        var origins = ReadList(name);
        var wrong = origins.FirstOrDefault(origin =>
            !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/");
        return wrong is null
            ? [.. origins.Select(origin => origin.TrimEnd('/'))]
            : throw new SettingException(name, $"must list origins such as https://example.org, not '{wrong}'");
    }
}
