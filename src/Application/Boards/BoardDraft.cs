using Dots.Application.Common;
using Dots.Domain.Boards;
using FluentValidation;

namespace Dots.Application.Boards;

/// <summary>What an author sends for a board, before any rule was applied.</summary>
public interface IBoardDraft
{
    string? Name { get; }

    int? Rows { get; }

    int? Cols { get; }

    /// <summary>None at all: a board without dots, an author's draft.</summary>
    IReadOnlyList<DotDto?>? Dots { get; }

    string? Rule { get; }
}

/// <summary>
/// Checks that everything is there and asks the domain about what is, so that an author learns of all mistakes at once, and before the
/// draft waits for the database.
/// </summary>
internal abstract class BoardDraftValidator<T> : AbstractValidator<T>
    where T : IBoardDraft
{
    protected BoardDraftValidator()
    {
        RuleFor(draft => draft.Rule).Must(rule => rule is null || RuleNames.TryParse(rule, out _)).WithMessage(RuleNames.Expected);
        RuleFor(draft => draft.Name).Custom((_, context) => CheckName(context));
        RuleFor(draft => draft.Dots).Custom((_, context) => CheckGrid(context));
    }

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

    private static void CheckGrid(ValidationContext<T> context)
    {
        var errors = new FieldErrors();
        var draft = context.InstanceToValidate;
        errors.Require(draft.Rows, "rows");
        errors.Require(draft.Cols, "cols");

        // Dots that cannot be read say nothing about the rules of dots, but the size may be wrong all the same; and a size that is not
        // there is no mistake of the dots.
        var areReadable = CheckDots(errors, draft.Dots ?? []);
        errors.AddRange(Grid.Validate(draft.Rows ?? Grid.MaxSide, draft.Cols ?? Grid.MaxSide, areReadable ? draft.ToDots() : []));
        errors.ReportTo(context);
    }

    private static bool CheckDots(FieldErrors errors, IReadOnlyList<DotDto?> dots)
    {
        var areReadable = true;
        for (var i = 0; i < dots.Count && !errors.IsFull; i++)
        {
            var field = $"dots[{i}]";
            if (!errors.Require(dots[i], field))
            {
                areReadable = false;
                continue;
            }

            areReadable &= errors.Require(dots[i]!.Row, $"{field}.row");
            areReadable &= errors.Require(dots[i]!.Col, $"{field}.col");
            if (!Color.TryParse(dots[i]!.Color, out _))
            {
                errors.Add($"{field}.color", ColorText.Expected);
                areReadable = false;
            }
        }

        return areReadable;
    }
}

internal static class BoardDraftParsing
{
    /// <summary>The grid of a draft that has passed its validator.</summary>
    /// <exception cref="Domain.DomainException">A rule of the game is broken.</exception>
    public static Grid ToGrid(this IBoardDraft draft) => Grid.Create(draft.Rows!.Value, draft.Cols!.Value, draft.ToDots());

    /// <summary>The dots of a draft in which each has its parts.</summary>
    public static Dot[] ToDots(this IBoardDraft draft) =>
        [.. (draft.Dots ?? []).Select(dot => new Dot(new Cell(dot!.Row!.Value, dot.Col!.Value), Color.Parse(dot.Color!)))];
}
