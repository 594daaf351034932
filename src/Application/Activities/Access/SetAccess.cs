using System.Collections.ObjectModel;
using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Domain.Activities;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using MediatR.Pipeline;

namespace Dots.Application.Activities.Access;

/// <summary>The owner decides who may read and write an activity.</summary>
/// <param name="IsPrivate">Whether access is limited to the owner and the members; null leaves it as it is.</param>
/// <param name="Members">The names of all members; null leaves them as they are.</param>
public sealed record SetAccess(Guid Id, bool? IsPrivate, IReadOnlyList<string?>? Members, Caller Caller) : ICommand<AccessDto>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];

    /// <summary>The users whom <see cref="SetAccessPreparation"/> found, by the names in <see cref="Members"/>.</summary>
    internal IReadOnlyDictionary<string, User> Users { get; set; } = ReadOnlyDictionary<string, User>.Empty;
}

internal sealed class SetAccessValidator : AbstractValidator<SetAccess>
{
    public SetAccessValidator()
    {
        RuleFor(set => set.Members).Must(members => members is null || members.Count <= Activity.MaxMembers)
            .WithMessage($"An activity has at most {Activity.MaxMembers} members.");
        RuleForEach(set => set.Members).NotEmpty().WithMessage(FieldMessages.Required);
    }
}

/// <summary>Looks the members up before the transaction, so that other writers do not wait for it.</summary>
internal sealed class SetAccessPreparation(IUserDirectory users) : IRequestPreProcessor<SetAccess>
{
    public async Task Process(SetAccess request, CancellationToken cancellationToken)
    {
        // The handler refuses visitors.
        if (request is { Members: { } names, Caller.User: not null })
        {
            request.Users = await users.FindManyAsync([.. names.Select(name => name!)], cancellationToken);
        }
    }
}

/// <summary>After the commit and before the response: users who lost access receive nothing more once the change is acknowledged.</summary>
internal sealed class SetAccessRevocation(IActivityAccess access) : IRequestPostProcessor<SetAccess, AccessDto>
{
    public Task Process(SetAccess request, AccessDto response) => access.RecheckAsync(request.Id);
}

internal sealed class SetAccessHandler(IDotsDbContext db) : IRequestHandler<SetAccess, AccessDto>
{
    public async Task<AccessDto> Handle(SetAccess request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        var activity = await db.Activities.GetAccessibleAsync(request.Id, user, cancellationToken);
        if (!activity.IsOwnedBy(user.Id))
        {
            throw new ForbiddenException($"Activity {request.Id} belongs to {activity.OwnerUsername}; only its owner decides who may read it.");
        }

        activity.SetAccess(
            request.IsPrivate ?? activity.IsPrivate,
            request.Members is null ? [.. activity.Members] : ToMembers(request.Members, request.Users));
        await db.SaveChangesAsync(cancellationToken);

        return AccessDto.Of(activity);
    }

    private static List<ActivityMember> ToMembers(IReadOnlyList<string?> names, IReadOnlyDictionary<string, User> users)
    {
        var members = new List<ActivityMember>();
        var failures = new List<ValidationFailure>();
        for (var i = 0; i < names.Count; i++)
        {
            if (users.TryGetValue(names[i]!, out var found))
            {
                members.Add(new ActivityMember(found.Id, found.Username));
            }
            else
            {
                failures.Add(new ValidationFailure($"members[{i}]", $"There is no user {names[i]}."));
            }
        }

        return failures.Count == 0 ? members : throw new ValidationException(failures);
    }
}
