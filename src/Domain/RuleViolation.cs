namespace Dots.Domain;

/// <summary>One rule of the game, broken at one place.</summary>
/// <param name="Field">
/// Where, as a client wrote it: the JSON member's path, indexes counted from 0, such as
/// <c>name</c>, <c>dots[3].color</c> or <c>lines[0].cells[4]</c>.
/// </param>
/// <param name="Rule">Which rule: a short snake_case code that stays the same, for programs.</param>
/// <param name="Message">An English sentence for people. It names the cell, where there is one, and the rule.</param>
public sealed record RuleViolation(string Field, string Rule, string Message);
