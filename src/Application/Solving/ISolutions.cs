using Dots.Application.Common;
using Dots.Domain.Boards;
using Dots.Domain.Solving;

namespace Dots.Application.Solving;

/// <summary>The solutions of stored boards. Those used last are kept in memory. Thread-safe.</summary>
public interface ISolutions
{
    /// <returns>A verdict of unknown if the solver gave up.</returns>
    /// <exception cref="OverloadedException">They are not known yet, and too many clients wait for the solver.</exception>
    Task<SolverResult> GetAsync(Board board, CancellationToken cancellationToken);
}
