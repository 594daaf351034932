using Dots.Domain.Boards;
using Google.OrTools.Sat;

namespace Dots.Domain.Tests.Solving;

/// <summary>Counts solutions with Google's CP-SAT, as an independent opinion. The lines are parts of one circuit through all dots.</summary>
internal sealed class CpSat
{
    private readonly CpModel _model = new();
    private readonly CircuitConstraint _circuit;
    private readonly Grid _grid;
    private readonly List<BoolVar> _steps = [];
    private readonly BoolVar[,] _colors;

    public CpSat(Grid grid, BoardRule rule)
    {
        _grid = grid;
        _circuit = _model.AddCircuit();
        Color[] colors = [.. grid.Colors];
        Cell[][] dots = [.. colors.Select(color => grid.Dots.Where(dot => dot.Color == color).Select(dot => dot.Cell).ToArray())];
        _colors = new BoolVar[grid.CellCount, colors.Length];
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            for (var color = 0; color < colors.Length; color++)
            {
                _colors[cell, color] = _model.NewBoolVar("");
            }

            _model.AddExactlyOne(Enumerable.Range(0, colors.Length).Select(color => _colors[cell, color]));
        }

        for (var color = 0; color < colors.Length; color++)
        {
            _model.AddBoolAnd([_colors[IndexOf(dots[color][0]), color], _colors[IndexOf(dots[color][1]), color]]);

            // From the end of each line to the start of the next.
            _circuit.AddArc(IndexOf(dots[color][1]), IndexOf(dots[(color + 1) % colors.Length][0]), _model.TrueLiteral());
        }

        var starts = dots.Select(pair => pair[0]).ToHashSet();
        var ends = dots.Select(pair => pair[1]).ToHashSet();
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var col = 0; col < grid.Cols; col++)
            {
                var cell = new Cell(row, col);
                Cell[] around = [new(row - 1, col), new(row + 1, col), new(row, col - 1), new(row, col + 1)];
                foreach (var next in around.Where(next => grid.Contains(next) && !ends.Contains(cell) && !starts.Contains(next)))
                {
                    AddStep(IndexOf(cell), IndexOf(next), colors.Length);
                }

                if (rule == BoardRule.PairsOnly && grid.ColorAt(cell) is null)
                {
                    _circuit.AddArc(IndexOf(cell), IndexOf(cell), _model.NewBoolVar(""));
                }
            }
        }
    }

    /// <returns>At most 2; null if it was not decided in time.</returns>
    public int? Count(TimeSpan time)
    {
        var end = DateTime.UtcNow + time;
        for (var count = 0; ; count++)
        {
            var left = (end - DateTime.UtcNow).TotalSeconds;
            if (count == 2 || left <= 0)
            {
                return count == 2 ? 2 : null;
            }

            var solver = new CpSolver { StringParameters = FormattableString.Invariant($"num_search_workers:1 max_time_in_seconds:{left}") };
            var status = solver.Solve(_model);
            if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
            {
                return status == CpSolverStatus.Infeasible ? count : null;
            }

            _model.AddBoolOr(_steps.Where(step => solver.BooleanValue(step)).Select(step => step.Not()));
        }
    }

    private void AddStep(int from, int to, int colors)
    {
        var step = _model.NewBoolVar("");
        _steps.Add(step);
        _circuit.AddArc(from, to, step);
        for (var color = 0; color < colors; color++)
        {
            _model.AddBoolOr([step.Not(), _colors[from, color].Not(), _colors[to, color]]);
        }
    }

    private int IndexOf(Cell cell) => (cell.Row * _grid.Cols) + cell.Col;
}
