using MediatR;

namespace Dots.Application.Common;

/// <summary>Runs a command's handler only if its quotas have room. Inside the transaction, so that what was counted does not change until the commit.</summary>
internal sealed class QuotaBehavior<TRequest, TResponse>(IEnumerable<IQuota<TRequest>> quotas, IWriteTransaction transaction)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var quota in quotas)
        {
            await transaction.RunAsync(
                async () =>
                {
                    await quota.RequireRoomAsync(request, cancellationToken);
                    return Unit.Value;
                },
                quota.LockKeysOf(request),
                cancellationToken);
        }

        return await next();
    }
}
