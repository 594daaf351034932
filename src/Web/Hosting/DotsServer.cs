using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dots.Application;
using Dots.Application.Accounts;
using Dots.Application.Activities.Files;
using Dots.Application.Boards;
using Dots.Domain.Activities;
using Dots.Infrastructure;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Files;
using Dots.Web.Hosting.Shutdown;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using Dots.Web.Operations;
using Dots.Web.Problems;
using Dots.Web.Streams;
using Dots.Web.Streams.Sockets;
using MediatR;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting;

/// <summary>Puts the server together: the one place that knows all layers.</summary>
internal static class DotsServer
{
    private const string AuthenticationScheme = "token or cookie";
    private const string ReadyTag = "ready";

    /// <param name="args">Settings.</param>
    /// <param name="replace">Puts services in the place of the server's own, for tests.</param>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var services = builder.Services;
        var settings = new DotsSettings(services, builder.Configuration, builder.Environment.ContentRootPath);

        services.AddSingleton(settings);
        services.AddApplication();
        services.AddInfrastructure(settings.DatabaseProvider, settings.ConnectionString);

        // Made here, not when it is first asked for: it knows when the server started.
        services.AddSingleton(new LiveStreams(settings.StreamLimits, TimeProvider.System));

        // What keeps the server from starting is said once, by who began it: these would say it again, with a page of stack trace each.
        var isStarted = () => false;
        foreach (var category in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"])
        {
            builder.Logging.AddFilter(category, level => level >= LogLevel.Warning && (level < LogLevel.Error || isStarted()));
        }

        // Its only work here would be an activity and a logging scope for each request, kept for as long as a stream.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(listen =>
            {
                listen.UseConnectionDrain();
                listen.UseDirectSending();
            });

            // A board of 50 × 50 cells with all its dots is far below this.
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });

        var listenSockets = new ListenSockets();
        services.AddSingleton(listenSockets);
        services.Configure<SocketTransportOptions>(listenSockets.Configure);
        services.AddSingleton<DrainState>();
        services.AddSingleton<RequestBodyDrain>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();

        AddApi(services);
        AddSignIn(services);
        services.AddHealthChecks().AddDbContextCheckForDots(ReadyTag).AddBackplaneCheckForDots(ReadyTag)
            .AddCheck<DrainState>("shutdown", tags: [ReadyTag]);
        replace?.Invoke(services);
        var app = Pipeline(builder.Build());
        settings.LogRenamed(app.Logger);
        isStarted = () => app.Lifetime.ApplicationStarted.IsCancellationRequested;
        return app;
    }

    /// <summary>Brings the database up to date and sees whether files can be kept, before anybody is served.</summary>
    /// <exception cref="SettingException">The database or the files' folder cannot be used.</exception>
    public static async Task PrepareAsync(this WebApplication app)
    {
        try
        {
            await app.Services.MigrateDotsAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException or System.IO.IOException or UnauthorizedAccessException)
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
    /// <exception cref="SettingException">An address cannot be listened at.</exception>
    public static async Task ServeAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (System.IO.IOException exception) when (exception.InnerException is AddressInUseException)
        {
            // Addresses are bound in their order, and app.Urls has those that were.
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

    /// <summary>Puts up the starter boards on a fresh installation, unless they are not wanted.</summary>
    public static async Task SeedAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<DotsSettings>().SeedsStarterBoards)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SeedStarterBoards());
        }
    }

    private static void AddApi(IServiceCollection services)
    {
        services.AddControllers(SpeakJsonOnly)
            .AddJsonOptions(options => Configure(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options => options.InvalidModelStateResponseFactory = BodyProblems.Answer);
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.AddSingleton<IFileUrls, FileUrls>();
        services.AddSingleton<ProblemDetailsFactory, ProblemFactory>();
        services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"]);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => ProblemFactory.Name(context.ProblemDetails));
        services.AddExceptionHandler<RequestProblems>();
        services.AddOpenApi("v1", OpenApiDocument.Configure);
    }

    private static void SpeakJsonOnly(MvcOptions options)
    {
        options.Conventions.Add(new HeadConvention());

        // The use cases check what they are given, all of it at once; a parameter's range is here to be described.
        options.ModelValidatorProviders.Clear();
        options.OutputFormatters.RemoveType<StringOutputFormatter>();
        options.OutputFormatters.OfType<SystemTextJsonOutputFormatter>().Single().SupportedMediaTypes.Remove("text/json");
        var reader = options.InputFormatters.OfType<SystemTextJsonInputFormatter>().Single();
        reader.SupportedMediaTypes.Remove("text/json");

        // RFC 8259 section 8.1: JSON that is sent is UTF-8.
        reader.SupportedEncodings.Clear();
        reader.SupportedEncodings.Add(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));

        // Or a form would be read, as large as it is, before it is refused.
        options.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    private static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DictionaryKeyPolicy = null;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.AllowDuplicateProperties = false;

        // Deeper than a document may be, so that it is refused for what it is.
        json.MaxDepth = 2 * JsonValue.MaxDepth;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        json.Converters.Add(new UtcTimeConverter());
        json.TypeInfoResolverChain.Insert(0, ApiJson.Default);
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddSingleton<IAdministrators, Administrators>();
        services.AddSingleton<Tokens>();
        services.AddAuthentication(AuthenticationScheme)
            .AddPolicyScheme(AuthenticationScheme, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0
                    ? BearerTokenDefaults.AuthenticationScheme
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddBearerToken()
            .AddCookie(SessionCookie.Configure);
        services.AddAuthorization();
        services.AddRateLimiter();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<TrustedOrigins>>((cors, trusted) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. trusted.Value.Serialized])
            .AllowCredentials()
            .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "If-Match", "If-None-Match", "Last-Event-ID", CallerBinding.ConnectionHeader)
            .WithExposedHeaders("ETag", "Location", "Retry-After")));
    }

    private static WebApplication Pipeline(WebApplication app)
    {
        app.UseDeferredStreams();
        app.UseDraining();
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseClientApp();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseMiddleware<SessionGuard>();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseMiddleware<ContentCodingGuard>();
        app.UseAuthorization();
        app.UseRateLimiter();

        app.MapControllers();
        app.MapStreams();
        app.MapMetrics();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", HealthText.Of(check => check.Tags.Contains(ReadyTag)));
        app.MapOpenApi().Add(HeadConvention.AddHead);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/swagger"),
            branch => branch.UseSwaggerUI(options =>
            {
                options.DocumentTitle = "Dots API";
                options.SwaggerEndpoint("/openapi/v1.json", "Dots v1");
            }));
        app.MapClientApp();
        return app;
    }
}
