using System.Text.Json;
using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using FluentValidation;
using MediatR;
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
        services.Scan(scan => scan
            .FromAssemblyOf<IDotsDbContext>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithTransientLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(INotificationHandler<>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithTransientLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IPreparation<>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithTransientLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IValidator<>)).Where(type => !type.IsNested), publicOnly: false)
            .AsImplementedInterfaces()
            .WithSingletonLifetime());

        // In this order: what is malformed is refused, and what takes long is done, before anybody waits for the database.
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(PreparationBehavior<,>));
        services.AddTransient<IPipelineBehavior<SetAccess, AccessDto>, SetAccessRevocation>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));

        services.AddAutoMapper(typeof(DependencyInjection).Assembly);
        return services;
    }
}
