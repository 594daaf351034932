using Dots.Application.Accounts;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Domain.Activities;
using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace Dots.Application.Activities.Access;

/// <summary>The owner decides who may read and write an activity.</summary>
/// <param name="Id">The activity.</param>
/// <param name="IsPrivate">Only the owner and the members; null leaves it as it is.</param>
/// <param name="Members">User names, all of them; null leaves them as they are.</param>
/// <param name="Caller">Who.</param>
public sealed record SetAccess(Guid Id, bool? IsPrivate, IReadOnlyList<string?>? Members, Caller Caller) : ICommand<AccessDto>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];
}

internal sealed class SetAccessValidator : AbstractValidator<SetAccess>
{
    public SetAccessValidator()
    {
        RuleFor(set => set.Members).Must(members => members is null || members.Count <= Activity.MaxMembers)
            .WithMessage($"An activity has at most {Activity.MaxMembers} members.");
        RuleForEach(set => set.Members).NotEmpty().WithMessage(Required.Message);
    }
}

/// <summary>Around the transaction: who was shut out reads nothing more by the time that it is acknowledged.</summary>
internal sealed class SetAccessRevocation(IActivityAccess access) : IPipelineBehavior<SetAccess, AccessDto>
{
    public async Task<AccessDto> Handle(SetAccess request, CancellationToken cancellationToken, RequestHandlerDelegate<AccessDto> next)
    {
        var decided = await next();
        await access.RecheckAsync(request.Id);
        return decided;
    }
}

internal sealed class SetAccessHandler(IDotsDbContext db, IUserDirectory users) : IRequestHandler<SetAccess, AccessDto>
{
    public async Task<AccessDto> Handle(SetAccess request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        var activity = await db.Activities.GetAccessibleAsync(request.Id, user, cancellationToken);
        if (!activity.IsOwnedBy(user.Id))
        {
            throw new ForbiddenException($"Activity {request.Id} belongs to {activity.OwnerUsername}, who alone decides who may read it.");
        }

        activity.SetAccess(
            request.IsPrivate ?? activity.IsPrivate,
            request.Members is null ? [.. activity.Members] : await FindAsync(request.Members, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);

        return GetAccessHandler.Show(activity);
    }

    private async Task<List<ActivityMember>> FindAsync(IReadOnlyList<string?> names, CancellationToken cancellationToken)
    {
        var members = new List<ActivityMember>();
        var failures = new List<ValidationFailure>();
        for (var i = 0; i < names.Count; i++)
        {
            if (await users.FindAsync(names[i]!, cancellationToken) is { } found)
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
