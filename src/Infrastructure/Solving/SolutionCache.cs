using Dots.Application.Solving;
using Dots.Domain.Boards;
using Dots.Domain.Solving;
using Microsoft.Extensions.Caching.Memory;

namespace Dots.Infrastructure.Solving;

/// <inheritdoc cref="ISolutions"/>
internal sealed class SolutionCache(ISolver solver) : ISolutions, IDisposable
{
    // Of 8 bytes each.
    private const int MaxCells = 1_000_000;

    // A board that nobody could solve may be solved when the server is less busy.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxCells });

    /// <inheritdoc/>
    public async Task<SolverResult> GetAsync(Board board, CancellationToken cancellationToken)
    {
        var key = (board.Id, board.PuzzleRevision);
        if (_cache.TryGetValue(key, out SolverResult? known))
        {
            return known!;
        }

        var result = await solver.SolveAsync(board.Grid, board.Rule, cancellationToken);
        return _cache.Set(key, result, new MemoryCacheEntryOptions
        {
            Size = 1 + result.Solutions.Sum(solution => solution.Sum(line => line.Cells.Count)),
            AbsoluteExpirationRelativeToNow = result.Verdict == Verdict.Unknown ? RetryAfter : null,
        });
    }

    public void Dispose() => _cache.Dispose();
}
