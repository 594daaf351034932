using Dots.Application.Common;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Events;

/// <inheritdoc cref="IEventQuota"/>
internal sealed class EventQuota(PendingEvents pending, EventQuotas quotas) : IEventQuota
{
    /// <inheritdoc/>
    public void ThrowIfUsedUp(Caller caller) => quotas.ThrowIfUsedUp(caller);

    /// <inheritdoc/>
    public void Charge(Caller caller) => quotas.Charge(caller, pending.CommittedEvents, pending.CommittedBytes);
}
