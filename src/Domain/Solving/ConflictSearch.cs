using System.Numerics;

namespace Dots.Domain.Solving;

/// <summary>
/// Solves a puzzle as a propositional formula. A variable for each edge says whether it belongs to a line; a few for each cell are the digits of
/// the binary number of its color. The clauses say how many edges a cell has, and that an edge joins cells of one color.
/// </summary>
/// <remarks>
/// Closed lines are not ruled out from the start, because that takes too many clauses: when an answer has one, a clause against it is added and
/// the search goes on. So does the search for a second solution, with a clause against the first.
/// </remarks>
internal sealed class ConflictSearch
{
    private readonly Puzzle _puzzle;
    private readonly Deduction _known;
    private readonly SatSolver _sat = new();
    private readonly List<EdgeSet> _solutions = [];
    private readonly int[] _variableOf;
    private readonly int[,] _digits;

    public ConflictSearch(Puzzle puzzle, Deduction known)
    {
        _puzzle = puzzle;
        _known = known;
        _variableOf = new int[known.EdgeCount];
        _digits = new int[puzzle.CellCount, BitOperations.Log2((uint)Math.Max(1, puzzle.ColorCount - 1)) + 1];
        State();
    }

    /// <summary>The memory that the clauses take, in words of 4 bytes.</summary>
    public int Size => _sat.Size;

    /// <summary>Goes on with the search, which keeps what it has learnt and found.</summary>
    /// <param name="conflicts">After that many more assumptions have failed, it is interrupted.</param>
    /// <param name="maxSize">Above this <see cref="Size"/> as well.</param>
    /// <param name="cancellation">Noticed within milliseconds.</param>
    /// <returns>At most two solutions that differ; null if it was interrupted.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<EdgeSet>? Solve(long conflicts, int maxSize, CancellationToken cancellation)
    {
        var end = _sat.Conflicts + conflicts;
        while (_solutions.Count < 2)
        {
            switch (_sat.Size > maxSize ? null : _sat.Solve(end - _sat.Conflicts, cancellation))
            {
                case null:
                    return null;
                case false:
                    return _solutions;
            }

            var edges = Read();
            if (!RuleOutLoops(edges))
            {
                _solutions.Add(edges);
                _sat.AddClause([.. _variableOf.Index().Where(e => edges[e.Index]).Select(e => SatSolver.Negative(e.Item))]);
            }
        }

        return _solutions;
    }

    private EdgeSet Read()
    {
        var edges = new EdgeSet(_puzzle.Rows, _puzzle.Cols);
        for (var edge = 0; edge < _variableOf.Length; edge++)
        {
            edges[edge] = _variableOf[edge] >= 0 && _sat.IsTrue(_variableOf[edge]);
        }

        return edges;
    }

    private void State()
    {
        for (var cell = 0; cell < _puzzle.CellCount; cell++)
        {
            for (var digit = 0; digit < _digits.GetLength(1); digit++)
            {
                _digits[cell, digit] = _sat.AddVariable();
                if (_puzzle.ColorAt(cell) is > 0 and var color)
                {
                    _sat.AddClause(((color - 1) >> digit & 1) != 0 ? SatSolver.Positive(_digits[cell, digit]) : SatSolver.Negative(_digits[cell, digit]));
                }
            }
        }

        for (var edge = 0; edge < _variableOf.Length; edge++)
        {
            var (cell, isBelow) = Math.DivRem(edge, 2);
            if (isBelow == 1 ? cell + _puzzle.Cols >= _puzzle.CellCount : (cell + 1) % _puzzle.Cols == 0)
            {
                _variableOf[edge] = -1;
                continue;
            }

            var variable = _variableOf[edge] = _sat.AddVariable();
            if (_known.IsKnown(edge))
            {
                _sat.AddClause(_known.IsOn(edge) ? SatSolver.Positive(variable) : SatSolver.Negative(variable));
            }

            var neighbour = isBelow == 1 ? cell + _puzzle.Cols : cell + 1;
            for (var digit = 0; digit < _digits.GetLength(1); digit++)
            {
                var (one, other) = (_digits[cell, digit], _digits[neighbour, digit]);
                _sat.AddClause(SatSolver.Negative(variable), SatSolver.Negative(one), SatSolver.Positive(other));
                _sat.AddClause(SatSolver.Negative(variable), SatSolver.Positive(one), SatSolver.Negative(other));
            }
        }

        for (var cell = 0; cell < _puzzle.CellCount; cell++)
        {
            StateDegree(cell);
            if ((cell + 1) % _puzzle.Cols != 0 && cell + _puzzle.Cols < _puzzle.CellCount)
            {
                // The smallest loops are ruled out from the start.
                int[] square = [EdgeSet.RightOf(cell), EdgeSet.Below(cell), EdgeSet.Below(cell + 1), EdgeSet.RightOf(cell + _puzzle.Cols)];
                _sat.AddClause([.. square.Select(edge => SatSolver.Negative(_variableOf[edge]))]);
            }
        }
    }

    private void StateDegree(int cell)
    {
        int[] edges = [.. EdgesOf(cell).Select(edge => _variableOf[edge])];
        if (_puzzle.ColorAt(cell) != 0)
        {
            AtLeast(1, edges);
            AtMost(1, edges);
            return;
        }

        AtMost(2, edges);
        if (_puzzle.CoversAllCells)
        {
            AtLeast(2, edges);
            return;
        }

        foreach (var edge in edges)
        {
            _sat.AddClause([SatSolver.Negative(edge), .. edges.Where(other => other != edge).Select(SatSolver.Positive)]);
        }
    }

    private IEnumerable<int> EdgesOf(int cell)
    {
        int[] edges =
        [
            EdgeSet.RightOf(cell), EdgeSet.Below(cell), cell % _puzzle.Cols == 0 ? -1 : EdgeSet.RightOf(cell - 1),
            cell < _puzzle.Cols ? -1 : EdgeSet.Below(cell - _puzzle.Cols),
        ];
        return edges.Where(edge => edge >= 0 && _variableOf[edge] >= 0);
    }

    // Of every n - count + 1, one is true.
    private void AtLeast(int count, int[] edges)
    {
        foreach (var subset in Subsets(edges, edges.Length - count + 1))
        {
            _sat.AddClause([.. subset.Select(SatSolver.Positive)]);
        }
    }

    // Of every count + 1, one is false.
    private void AtMost(int count, int[] edges)
    {
        foreach (var subset in Subsets(edges, count + 1))
        {
            _sat.AddClause([.. subset.Select(SatSolver.Negative)]);
        }
    }

    private static IEnumerable<int[]> Subsets(int[] items, int size)
    {
        for (var set = 0; set < 1 << items.Length; set++)
        {
            if (BitOperations.PopCount((uint)set) == size)
            {
                yield return [.. items.Where((_, nth) => (set >> nth & 1) != 0)];
            }
        }
    }

    /// <returns>False if there is none.</returns>
    private bool RuleOutLoops(EdgeSet edges)
    {
        var isOnLine = new bool[_puzzle.CellCount];
        for (var cell = 0; cell < _puzzle.CellCount; cell++)
        {
            if (_puzzle.ColorAt(cell) != 0)
            {
                for (int at = cell, previous = -1; at >= 0; (at, previous) = (edges.Next(at, previous), at))
                {
                    isOnLine[at] = true;
                }
            }
        }

        var clauses = new List<int[]>();
        for (var cell = 0; cell < _puzzle.CellCount; cell++)
        {
            if (isOnLine[cell] || edges.Next(cell, -1) < 0)
            {
                continue;
            }

            var loop = new List<int>();
            for (int at = cell, previous = -1; !isOnLine[at]; (at, previous) = (edges.Next(at, previous), at))
            {
                isOnLine[at] = true;
                loop.Add(at);
            }

            var isInLoop = loop.ToHashSet();
            clauses.Add(_puzzle.CoversAllCells
                // The cells of the loop belong to lines that have their dots elsewhere.
                ? [.. loop.SelectMany(EdgesOf).CountBy(edge => edge).Where(e => e.Value == 1).Select(e => SatSolver.Positive(_variableOf[e.Key]))]
                : [.. loop.SelectMany(EdgesOf).Distinct().Where(edge => edges[edge]).Select(edge => SatSolver.Negative(_variableOf[edge]))]);
        }

        foreach (var clause in clauses)
        {
            _sat.AddClause(clause);
        }

        return clauses.Count > 0;
    }
}
