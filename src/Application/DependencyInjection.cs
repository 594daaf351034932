using System.Text.Json;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using FluentValidation;
using MediatR;
using MediatR.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Application;

public static class DependencyInjection
{
    /// <summary>Registers the use cases, but no implementation of the ports.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);

        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<RemovedFiles>();
        services.AddScoped<DocumentQuota>();
        services.Scan(scan => scan
            .FromAssemblyOf<IDotsDbContext>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithTransientLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(INotificationHandler<>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithTransientLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IQuota<>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithTransientLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestPreProcessor<>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithTransientLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestPostProcessor<,>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithTransientLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IValidator<>)).Where(type => !type.IsNested), publicOnly: false)
            .AsImplementedInterfaces()
            .WithSingletonLifetime());

        // The outermost comes first. Validation and pre-processors run before the transaction, so that no writer waits for them. Post-processors
        // wrap the transaction, so they run after its commit, and not at all when it was rolled back.
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(PriorityBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TurnBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(RequestPreProcessorBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(RequestPostProcessorBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(QuotaBehavior<,>));

        services.AddAutoMapper(typeof(DependencyInjection).Assembly);
        return services;
    }
}
