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
public sealed record GetActivityByName(string Name, Precondition? Precondition, Caller Caller) : IQuery<DocumentDto>;

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
        var folded = NameFolding.Fold(request.Name);
        var similar = await db.Activities.AsNoTracking()
            .AccessibleTo(request.Caller.User)
            .Where(activity => EF.Property<string>(activity, NameFolding.ColumnOfActivityName) == folded)
            .OrderByDescending(activity => activity.Name == request.Name).ThenBy(activity => activity.Number)
            .Select(activity => new { activity.Id, activity.Name })
            .Take(MaxIds)
            .ToListAsync(cancellationToken);

        // A name that is spelled like the request is what the caller means, if there is one.
        var exact = similar.Where(activity => activity.Name == request.Name).ToList();
        var named = (exact is [] ? similar : exact).ConvertAll(activity => activity.Id);
        if (named is not [var only])
        {
            throw named is []
                ? new NotFoundException("activity of the name", request.Name)
                : new AmbiguousNameException($"Several activities have the name {request.Name}; choose one by its id.", named);
        }

        var activity = await db.Activities.AsNoTracking().GetAccessibleAsync(only, request.Caller.User, cancellationToken);
        return GetActivityHandler.ToDto(activity, request.Precondition, request.Caller, by: "name", reads);
    }
}
