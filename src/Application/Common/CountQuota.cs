using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Common;

/// <summary>Limits how many of something one user owns, and how many all users own together, for commands that create one.</summary>
/// <param name="section">The section of the limits' settings, and the plural of what is counted, such as <c>Boards</c>.</param>
internal abstract class CountQuota<TCommand, TOwned>(string section, CountLimits limits) : IQuota<TCommand>
{
    private readonly string _plural = section.ToLowerInvariant();

    protected abstract IQueryable<TOwned> All { get; }

    public IReadOnlyList<LockKey> LockKeysOf(TCommand command)
    {
        var owner = OwnerIn(command);
        return
        [
            .. limits.MaxPerUser > 0 ? [LockKey.Quota(_plural, owner.Id)] : LockKey.None,
            .. limits.MaxTotal > 0 ? [LockKey.Quota(_plural)] : LockKey.None,
        ];
    }

    public async Task RequireRoomAsync(TCommand command, CancellationToken cancellationToken)
    {
        if (limits.MaxPerUser > 0 && await OwnedBy(OwnerIn(command)).CountAsync(cancellationToken) >= limits.MaxPerUser)
        {
            throw new QuotaExceededException(
                $"A user may own {limits.MaxPerUser} {_plural}; delete one before you create another.", $"{section}__MaxPerUser", limits.MaxPerUser);
        }

        if (limits.MaxTotal > 0 && await All.CountAsync(cancellationToken) >= limits.MaxTotal)
        {
            throw new OutOfSpaceException($"The site has {limits.MaxTotal} {_plural} already, and no room for more.");
        }
    }

    protected abstract User OwnerIn(TCommand command);

    protected abstract IQueryable<TOwned> OwnedBy(User owner);
}
