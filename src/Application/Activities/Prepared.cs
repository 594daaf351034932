using Dots.Domain.Activities;

namespace Dots.Application.Activities;

/// <summary>What was computed for a command before its transaction, so that other writers do not wait for it.</summary>
/// <param name="Base">The activity as it was then. If it has changed since, the result does not hold.</param>
/// <param name="Result">Null where the command changes nothing.</param>
internal sealed record Prepared<T>(Activity Base, T? Result)
    where T : class;
