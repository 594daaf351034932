namespace Dots.Application.Common;

/// <summary>Limits what a command adds to what is stored. <see cref="QuotaBehavior{TRequest,TResponse}"/> enforces it.</summary>
internal interface IQuota<in TCommand>
{
    /// <summary>Held by every command that adds to the same count, so that two of them cannot both find the last place free.</summary>
    IReadOnlyList<LockKey> LockKeysOf(TCommand command);

    /// <summary>Called within the command's transaction, while it holds the keys.</summary>
    /// <exception cref="QuotaExceededException">The user has no room for what the command adds.</exception>
    /// <exception cref="OutOfSpaceException">The site has no room for it.</exception>
    Task RequireRoomAsync(TCommand command, CancellationToken cancellationToken);
}
