using Dots.Application.Common;
using Dots.Domain.Boards;
using FluentValidation;

namespace Dots.Application.Boards;

/// <summary>A puzzle as its author sends it, not yet validated.</summary>
public interface IPuzzleDraft
{
    int? Rows { get; }

    int? Cols { get; }

    /// <summary>Null for a board without dots.</summary>
    IReadOnlyList<DotDto?>? Dots { get; }

    string? Rule { get; }
}

/// <summary>A board as its author sends it, not yet validated.</summary>
public interface IBoardDraft : IPuzzleDraft
{
    string? Name { get; }
}

/// <summary>
/// Checks that every part is given, and the given parts against the rules of the domain, so that an author receives all errors together, and
/// before the draft waits for the database.
/// </summary>
internal abstract class PuzzleDraftValidator<T> : AbstractValidator<T>
    where T : IPuzzleDraft
{
    protected PuzzleDraftValidator()
    {
        RuleFor(draft => draft.Rule).Must(rule => rule is null || RuleNames.TryParse(rule, out _)).WithMessage(RuleNames.Expected);
        RuleFor(draft => draft.Dots).Custom((_, context) => CheckGrid(context));
    }

    private static void CheckGrid(ValidationContext<T> context)
    {
        var errors = new FieldErrors();
        var draft = context.InstanceToValidate;
        errors.Require(draft.Rows, "rows");
        errors.Require(draft.Cols, "cols");

        // Malformed dots are not checked against the rules of dots, but the size is still checked. A missing size is not reported as an error of
        // the dots.
        var areWellFormed = CheckDots(errors, draft.Dots ?? []);
        errors.AddRange(Grid.Validate(draft.Rows ?? Grid.MaxSide, draft.Cols ?? Grid.MaxSide, areWellFormed ? draft.ToDots() : []));
        errors.ReportTo(context);
    }

    private static bool CheckDots(FieldErrors errors, IReadOnlyList<DotDto?> dots)
    {
        var areWellFormed = true;
        for (var i = 0; i < dots.Count && !errors.IsFull; i++)
        {
            var field = $"dots[{i}]";
            if (!errors.Require(dots[i], field))
            {
                areWellFormed = false;
                continue;
            }

            areWellFormed &= errors.Require(dots[i]!.Row, $"{field}.row");
            areWellFormed &= errors.Require(dots[i]!.Col, $"{field}.col");
            if (!Color.TryParse(dots[i]!.Color, out _))
            {
                errors.Add($"{field}.color", FieldMessages.Color);
                areWellFormed = false;
            }
        }

        return areWellFormed;
    }
}

/// <inheritdoc/>
internal abstract class BoardDraftValidator<T> : PuzzleDraftValidator<T>
    where T : IBoardDraft
{
    protected BoardDraftValidator() => RuleFor(draft => draft.Name).Custom((_, context) => CheckName(context));

    private static void CheckName(ValidationContext<T> context)
    {
        var errors = new FieldErrors();
        var name = context.InstanceToValidate.Name;
        if (errors.Require(name, "name"))
        {
            errors.AddRange(Board.ValidateName(name!));
        }

        errors.ReportTo(context);
    }
}

internal static class PuzzleDraftParsing
{
    /// <summary>The grid of a draft that has passed its validator.</summary>
    /// <exception cref="Domain.DomainException">A rule of the game is broken.</exception>
    public static Grid ToGrid(this IPuzzleDraft draft) => Grid.Create(draft.Rows!.Value, draft.Cols!.Value, draft.ToDots());

    /// <summary>The rule of a draft that has passed its validator; <paramref name="otherwise"/> where it gives none.</summary>
    public static BoardRule ToRule(this IPuzzleDraft draft, BoardRule otherwise) => draft.Rule is null ? otherwise : RuleNames.Parse(draft.Rule);

    /// <summary>The dots of a draft whose dots are well-formed.</summary>
    public static Dot[] ToDots(this IPuzzleDraft draft) =>
        [.. (draft.Dots ?? []).Select(dot => new Dot(new Cell(dot!.Row!.Value, dot.Col!.Value), Color.Parse(dot.Color!)))];
}
