using System.Text.Json;
using System.Text.Json.Serialization;
using Dots.Application.Activities.Files;
using Dots.Domain.Activities;
using Dots.Web.Http;
using Dots.Web.OpenApi;
using Dots.Web.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting;

/// <summary>Controllers, JSON, problem documents and the OpenAPI document.</summary>
internal static class Api
{
    public static void AddApi(this IServiceCollection services)
    {
        // Before the framework registers its own: the first writer that can write does.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddControllers(ConfigureMvc)
            .AddJsonOptions(options => ConfigureJson(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options => options.InvalidModelStateResponseFactory = InvalidArguments.Answer);
        services.AddOptions<MvcOptions>().Configure<IOptions<JsonOptions>>((options, json) => options.InputFormatters.Add(new JsonBodyFormatter(json)));
        services.ConfigureHttpJsonOptions(options => ConfigureJson(options.SerializerOptions));
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.AddSingleton<IFileUrls, FileUrls>();
        services.AddSingleton<ProblemFactory>();
        services.AddSingleton<ProblemDetailsFactory>(provider => provider.GetRequiredService<ProblemFactory>());
        services.AddSingleton<IResponseCompressionProvider, Compression>();
        services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"]);
        services.AddProblemDetails();
        services.AddSingleton<RequestErrors>();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddOpenApi("v1", OpenApiDocument.Configure);
    }

    private static void ConfigureMvc(MvcOptions options)
    {
        options.Conventions.Add(new HeadConvention());
        options.Conventions.Add(new ProblemResponseConvention());

        // The use cases validate their input and report all errors at once; the range of a parameter is declared only to be described.
        options.ModelValidatorProviders.Clear();

        // The API speaks JSON alone. JsonBodyFormatter reads it.
        options.InputFormatters.Clear();
        options.OutputFormatters.RemoveType<StringOutputFormatter>();
        options.OutputFormatters.OfType<SystemTextJsonOutputFormatter>().Single().SupportedMediaTypes.Remove("text/json");

        // With these a form would be read, however large, before it is refused.
        options.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    private static void ConfigureJson(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DictionaryKeyPolicy = null;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.AllowDuplicateProperties = false;

        // Twice as deep as a document may be, so that one that is too deep is refused by the rule for documents.
        json.MaxDepth = 2 * JsonValue.MaxDepth;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        json.Converters.Add(new UtcTimeConverter());
        json.TypeInfoResolverChain.Insert(0, ApiJson.Default);
    }
}
