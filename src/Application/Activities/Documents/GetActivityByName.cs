using Dots.Application.Activities.Access;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Domain.Activities;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>The activity with exactly this name among those that the caller may read.</summary>
/// <exception cref="NotFoundException">There is none.</exception>
/// <exception cref="AmbiguousNameException">There are several.</exception>
public sealed record GetActivityByName(string Name, KnownRevisions Known, Caller Caller) : IQuery<DocumentDto>;

internal sealed class GetActivityByNameValidator : AbstractValidator<GetActivityByName>
{
    public GetActivityByNameValidator() =>
        RuleFor(get => get.Name).MaximumLength(Activity.MaxNameLength).WithMessage(FieldMessages.NoName(Activity.MaxNameLength));
}

internal sealed class GetActivityByNameHandler(IDotsDbContext db, IReadTracker reads) : IRequestHandler<GetActivityByName, DocumentDto>
{
    private const int MaxIds = 100;

    public async Task<DocumentDto> Handle(GetActivityByName request, CancellationToken cancellationToken)
    {
        var named = await db.Activities.AsNoTracking()
            .AccessibleTo(request.Caller.User)
            .Where(activity => activity.Name == request.Name)
            .OrderBy(activity => activity.Number)
            .Select(activity => activity.Id)
            .Take(MaxIds)
            .ToListAsync(cancellationToken);
        if (named is not [var only])
        {
            throw named is []
                ? new NotFoundException("activity of the name", request.Name)
                : new AmbiguousNameException($"Several activities have the name {request.Name}; choose one by its id.", named);
        }

        var activity = await db.Activities.AsNoTracking().GetAccessibleAsync(only, request.Caller.User, cancellationToken);
        return GetActivityHandler.ToDto(activity, request.Known, request.Caller, by: "name", reads);
    }
}
