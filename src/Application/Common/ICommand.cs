using MediatR;

namespace Dots.Application.Common;

/// <summary>
/// A request that changes state. <see cref="TransactionBehavior{TRequest,TResponse}"/> runs every command in one database
/// transaction, so what its handler saves and the events that it publishes become visible together or not at all.
/// </summary>
public interface ICommand<out TResponse> : IRequest<TResponse>;
