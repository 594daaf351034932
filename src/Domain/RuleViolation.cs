namespace Dots.Domain;

/// <summary>A rule of the game that one value of the input breaks.</summary>
/// <param name="Field">
/// The path of the JSON member in the client's input, with zero-based indexes: <c>name</c>, <c>dots[3].color</c>,
/// <c>lines[0].cells[4]</c>.
/// </param>
/// <param name="Rule">A stable snake_case code for programs.</param>
/// <param name="Message">An English sentence for people. It names the cell, if there is one, and states the rule.</param>
public sealed record RuleViolation(string Field, string Rule, string Message);
