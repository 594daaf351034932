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

/// <summary>Checks that everything is there; the rules of the game are the domain's to check.</summary>
internal abstract class BoardDraftValidator<T> : AbstractValidator<T>
    where T : IBoardDraft
{
    protected BoardDraftValidator()
    {
        RuleFor(draft => draft.Name).NotNull().WithMessage(Required.Message);
        RuleFor(draft => draft.Rows).NotNull().WithMessage(Required.Message);
        RuleFor(draft => draft.Cols).NotNull().WithMessage(Required.Message);
        RuleFor(draft => draft.Rule).Must(rule => rule is null || RuleNames.TryParse(rule, out _)).WithMessage(RuleNames.Expected);
        RuleForEach(draft => draft.Dots).Cascade(CascadeMode.Stop).NotNull().WithMessage(Required.Message).ChildRules(dot =>
        {
            dot.RuleFor(d => d!.Row).NotNull().WithMessage(Required.Message);
            dot.RuleFor(d => d!.Col).NotNull().WithMessage(Required.Message);
            dot.RuleFor(d => d!.Color).Must(color => Color.TryParse(color, out _)).WithMessage(ColorText.Expected);
        }).When(draft => draft.Dots is not null);
    }
}

internal static class BoardDraftReading
{
    /// <summary>The grid of a draft that has passed its validator.</summary>
    /// <exception cref="Domain.DomainException">A rule of the game is broken.</exception>
    public static Grid ReadGrid(this IBoardDraft draft) => Grid.Create(
        draft.Rows!.Value,
        draft.Cols!.Value,
        [.. (draft.Dots ?? []).Select(dot => new Dot(new Cell(dot!.Row!.Value, dot.Col!.Value), Color.Parse(dot.Color!)))]);
}
