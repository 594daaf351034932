using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Domain.Activities;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Files;

/// <summary>Checks whether an upload would be accepted, before its bytes are received.</summary>
public sealed record CheckUpload(
    Guid ActivityId, string Name, string ContentType, long? Length, Caller Caller, Precondition? Precondition = null) : IQuery<Unit>;

internal sealed class CheckUploadValidator : AbstractValidator<CheckUpload>
{
    public CheckUploadValidator()
    {
        RuleFor(check => check.Name).Must(ActivityFile.IsValidName).WithMessage(
            $"A file's name has 1 to {ActivityFile.MaxNameLength} characters, at least one of them visible, does not consist of dots alone, "
            + "and contains no slash, backslash, colon, control character, line separator or direction override.");
        RuleFor(check => check.ContentType).Must(ActivityFile.IsValidContentType).WithMessage(
            $"A file's content type is a media type such as image/png, in at most {ActivityFile.MaxContentTypeLength} printable ASCII characters.");
    }
}

internal sealed class CheckUploadHandler(IDotsDbContext db, FileLimits limits) : IRequestHandler<CheckUpload, Unit>
{
    public async Task<Unit> Handle(CheckUpload request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        await db.Activities.AsNoTracking().GetAccessibleAsync(request.ActivityId, user, cancellationToken);
        if (request.Length > limits.MaxBytes)
        {
            throw new TooLargeException(limits.MaxBytes);
        }

        await db.Files.RequireRoomAsync(request.Length ?? 0, request.ActivityId, request.Name, user, limits, cancellationToken);
        if (request.Precondition is { } precondition)
        {
            var present = await db.Files.AsNoTracking()
                .FirstOrDefaultAsync(file => file.ActivityId == request.ActivityId && file.Name == request.Name, cancellationToken);
            precondition.ThrowUnlessMet(present);
        }

        return Unit.Value;
    }
}
