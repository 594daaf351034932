namespace Dots.Web.Hosting;

/// <summary>
/// What the framework logs about a start. Program reports in one line what keeps the server from starting; the framework would report the same
/// failure twice more, with a page of stack trace each.
/// </summary>
internal sealed class StartupLog
{
    private volatile IHostApplicationLifetime? _lifetime;

    private bool IsStarted => _lifetime?.ApplicationStarted.IsCancellationRequested == true;

    public void Follow(IHostApplicationLifetime lifetime) => _lifetime = lifetime;

    public void Configure(ILoggingBuilder logging)
    {
        foreach (var category in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"])
        {
            logging.AddFilter(category, level => level >= LogLevel.Warning && (level < LogLevel.Error || IsStarted));
        }

        // With this category enabled, the framework keeps an activity and a logging scope for each request, for as long as its stream.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
