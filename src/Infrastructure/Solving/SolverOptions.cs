using System.ComponentModel.DataAnnotations;
using Dots.Domain.Solving;

namespace Dots.Infrastructure.Solving;

/// <summary>What a node may spend on solving boards.</summary>
public sealed class SolverOptions
{
    /// <summary>How many saved boards are checked at once; 0 leaves that to other nodes.</summary>
    [Range(0, 64)]
    public int Workers { get; set; } = 1;

    [Range(0.1, 3600)]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>How many boards are solved at once while a client waits for the answer.</summary>
    [Range(1, 64)]
    public int MaxChecks { get; set; } = 2;

    [Range(0.1, 60)]
    public double CheckTimeoutSeconds { get; set; } = 5;

    /// <summary>Limits the memory of each check: see <see cref="SolverLimits"/>.</summary>
    [Range(10_000, 100_000_000)]
    public int MaxStates { get; set; } = SolverLimits.Default.States;

    /// <summary>For a saved board, of which nobody waits for the verdict.</summary>
    public SolverLimits Limits => new(TimeSpan.FromSeconds(TimeoutSeconds), MaxStates);

    /// <summary>While a client waits.</summary>
    public SolverLimits CheckLimits => new(TimeSpan.FromSeconds(CheckTimeoutSeconds), MaxStates);

    /// <summary>
    /// After that, a check that was begun counts as abandoned and begins again. It includes the times to rate the board and to store the
    /// verdict; a check that exceeds it is only wasted, because a verdict is recorded once.
    /// </summary>
    public TimeSpan ClaimDuration => TimeSpan.FromSeconds(2 * TimeoutSeconds) + TimeSpan.FromSeconds(5);

    /// <summary>How long a request waits while the limit of <see cref="MaxChecks"/> is reached.</summary>
    public TimeSpan QueueTimeout { get; internal set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a node looks for boards that other nodes have saved, or failed to check.</summary>
    public TimeSpan PollInterval { get; internal set; } = TimeSpan.FromSeconds(3);

    /// <summary>The pause after each board that nobody waits for, such as those that existed before an upgrade, so that they do not flood the streams.</summary>
    public TimeSpan BacklogPause { get; internal set; } = TimeSpan.FromMilliseconds(200);
}
