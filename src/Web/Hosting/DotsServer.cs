using System.Data.Common;
using System.Globalization;
using Dots.Application;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Infrastructure;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Files;
using Dots.Web.Connections;
using Dots.Web.Hosting.Shutdown;
using MediatR;
using Microsoft.AspNetCore.Connections;

namespace Dots.Web.Hosting;

/// <summary>Composes the server: the one place that knows all layers.</summary>
internal static partial class DotsServer
{
    /// <param name="args">Settings, as command-line arguments.</param>
    /// <param name="replace">Replaces services, for tests.</param>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = CreateBuilder(args);
        var services = builder.Services;
        var settings = new DotsSettings(services, builder.Configuration, builder.Environment.ContentRootPath);

        services.AddSingleton(settings);
        services.AddApplication();
        services.AddInfrastructure(settings.DatabaseProvider, settings.ConnectionString);

        var startupLog = new StartupLog();
        startupLog.Configure(builder.Logging);
        builder.WebHost.UseDotsKestrel();
        services.AddGracefulShutdown();
        services.AddApi();
        services.AddConnectionLimits(settings.ConnectionLimits, settings.StreamLimits);
        services.AddStreams(settings.StreamLimits);
        services.AddSignIn();
        services.AddHealthChecks().AddDbContextCheckForDots(RequestPipeline.ReadyTag).AddBackplaneCheckForDots(RequestPipeline.ReadyTag)
            .AddCheck<DrainState>("shutdown", tags: [RequestPipeline.ReadyTag]);
        replace?.Invoke(services);
        var app = builder.Build();
        startupLog.Follow(app.Lifetime);
        settings.LogRenamed(app.Logger);
        app.UseDots();
        return app;
    }

    /// <summary>Migrates the database and checks that files can be written, before any request is served.</summary>
    /// <exception cref="SettingException">The database or the files' folder cannot be used.</exception>
    public static async Task PrepareAsync(this WebApplication app)
    {
        try
        {
            await app.Services.MigrateDotsAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException or SchemaException or System.IO.IOException or UnauthorizedAccessException)
        {
            throw new SettingException("ConnectionStrings:Dots", $"names a database that cannot be used: {exception.Message.TrimEnd('.')}");
        }

        try
        {
            app.Services.CheckFilesFolder();
        }
        catch (Exception exception) when (exception is System.IO.IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Files:Folder", $"names a folder that cannot be written: {exception.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Serves until the server is stopped.</summary>
    /// <exception cref="SettingException">The server cannot listen at an address.</exception>
    public static async Task ServeAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (TooFewDescriptorsException exception)
        {
            throw new SettingException(
                "Connections:MaxOpen",
                $"cannot be honoured: {exception.Message.TrimEnd('.')}; raise the limit with ulimit -n, or LimitNOFILE of systemd");
        }
        catch (System.IO.IOException exception) when (exception.InnerException is AddressInUseException)
        {
            // Addresses are bound in their order, and app.Urls lists those that were bound before the failure.
            var taken = (app.Configuration["Urls"] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(url => BindingAddress.Parse(url).Port)
                .Except(app.Urls.Select(url => BindingAddress.Parse(url).Port))
                .FirstOrDefault();
            throw new SettingException(
                "Urls",
                string.Create(CultureInfo.InvariantCulture, $"cannot be used: port {taken} is taken; ")
                + "end what listens there, or choose another port, such as with --urls http://localhost:8001");
        }

        await app.WaitForShutdownAsync();
    }

    /// <summary>Creates the starter boards on a fresh installation, unless the operator does not want them.</summary>
    public static async Task SeedAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<DotsSettings>().SeedsStarterBoards)
        {
            await using var scope = app.Services.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SeedStarterBoards());
            }
            catch (OverloadedException refused)
            {
                // The server can still be read from, and reports that it is not ready.
                LogNotSeeded(app.Logger, refused.Message);
            }
        }
    }

    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            return WebApplication.CreateBuilder(args);
        }
        catch (System.IO.DirectoryNotFoundException exception)
        {
            throw new SettingException("contentRoot", $"names a folder that does not exist: {exception.Message}");
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database could not be checked for starter boards: {Reason}")]
    private static partial void LogNotSeeded(ILogger logger, string reason);
}
