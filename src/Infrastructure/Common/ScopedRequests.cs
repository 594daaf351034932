using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Common;

internal static class ScopedRequests
{
    /// <summary>Sends a command or query in its own scope, for singletons.</summary>
    public static async Task<T> SendAsync<T>(this IServiceScopeFactory scopes, IRequest<T> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }
}
