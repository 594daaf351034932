namespace Dots.Domain.Solving;

/// <summary>
/// What follows about the edges of a puzzle without a guess: how many edges a cell has, that lines of two colors do not meet, and that no line is
/// closed. Everything deduced holds in every solution. Not thread-safe.
/// </summary>
internal sealed class Deduction
{
    private readonly Puzzle _puzzle;

    // 1 where the edge belongs to a line in every solution, -1 where it does in none, 0 where that is not known.
    private readonly sbyte[] _edges;

    // The other end of the line that ends in a cell, which is the cell itself if no edge of it is known to belong to a line.
    private readonly int[] _otherEnd;

    // The color of the line that ends in a cell; 0 if no end of it is a dot.
    private readonly int[] _color;

    // Cells to examine, each once.
    private readonly Queue<int> _changed = new();
    private readonly bool[] _isChanged;

    public Deduction(Puzzle puzzle)
    {
        _puzzle = puzzle;
        _edges = new sbyte[2 * puzzle.CellCount];
        _otherEnd = new int[puzzle.CellCount];
        _color = new int[puzzle.CellCount];
        _isChanged = new bool[puzzle.CellCount];
        for (var cell = 0; cell < puzzle.CellCount; cell++)
        {
            _otherEnd[cell] = cell;
            _color[cell] = puzzle.ColorAt(cell);
            Enqueue(cell);
            if ((cell + 1) % puzzle.Cols == 0)
            {
                _edges[EdgeSet.RightOf(cell)] = -1;
                KnownCount++;
            }

            if (cell + puzzle.Cols >= puzzle.CellCount)
            {
                _edges[EdgeSet.Below(cell)] = -1;
                KnownCount++;
            }
        }
    }

    private Deduction(Deduction other)
    {
        _puzzle = other._puzzle;
        _edges = [.. other._edges];
        _otherEnd = [.. other._otherEnd];
        _color = [.. other._color];
        _isChanged = new bool[other._isChanged.Length];
        KnownCount = other.KnownCount;
    }

    public int EdgeCount => _edges.Length;

    /// <summary>How many edges are known, those included that would leave the board.</summary>
    public int KnownCount { get; private set; }

    public bool IsOn(int edge) => _edges[edge] > 0;

    public bool IsOff(int edge) => _edges[edge] < 0;

    public bool IsKnown(int edge) => _edges[edge] != 0;

    /// <summary>Draws all conclusions.</summary>
    /// <returns>False if the puzzle has no solution.</returns>
    public bool Propagate()
    {
        while (_changed.TryDequeue(out var cell))
        {
            _isChanged[cell] = false;
            if (!Examine(cell))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Draws all conclusions of an assumption. If it is false, nothing is known any more.</summary>
    /// <returns>False if the assumption contradicts what is known.</returns>
    public bool Assume(int edge, bool isOn) => Set(edge, isOn) && Propagate();

    /// <summary>A copy for a trial.</summary>
    public Deduction Copy() => new(this);

    private bool Examine(int cell)
    {
        Span<int> edges = stackalloc int[4];
        Span<int> neighbours = stackalloc int[4];
        Surround(cell, edges, neighbours);
        var (on, unknown) = (0, 0);
        foreach (var edge in edges)
        {
            on += edge >= 0 && _edges[edge] > 0 ? 1 : 0;
            unknown += edge >= 0 && _edges[edge] == 0 ? 1 : 0;
        }

        var isDot = _puzzle.ColorAt(cell) != 0;
        var most = isDot ? 1 : 2;

        // A cell that may stay empty has no edge or two.
        var least = isDot || _puzzle.CoversAllCells || on > 0 ? most : 0;
        if (on > most || on + unknown < least)
        {
            return false;
        }

        var areOn = on + unknown == least && on < least;
        var areOff = on == most || (least == 0 && on + unknown == 1);
        for (var i = 0; i < 4; i++)
        {
            var edge = edges[i];
            if (edge < 0 || _edges[edge] != 0)
            {
                continue;
            }

            if (areOff || !CanJoin(cell, neighbours[i]))
            {
                if (!Set(edge, isOn: false))
                {
                    return false;
                }
            }
            else if (areOn && !Set(edge, isOn: true))
            {
                return false;
            }
        }

        return true;
    }

    private bool CanJoin(int cell, int neighbour) =>
        _otherEnd[cell] != neighbour && (_color[cell] == 0 || _color[neighbour] == 0 || _color[cell] == _color[neighbour]);

    /// <returns>False if the opposite is known, or the lines cannot be joined.</returns>
    private bool Set(int edge, bool isOn)
    {
        if (_edges[edge] != 0)
        {
            return _edges[edge] > 0 == isOn;
        }

        _edges[edge] = isOn ? (sbyte)1 : (sbyte)-1;
        KnownCount++;
        var cell = edge / 2;
        var neighbour = edge % 2 == 0 ? cell + 1 : cell + _puzzle.Cols;
        Enqueue(cell);
        Enqueue(neighbour);
        if (!isOn)
        {
            return true;
        }

        if (!CanJoin(cell, neighbour))
        {
            return false;
        }

        var (end, otherEnd) = (_otherEnd[cell], _otherEnd[neighbour]);
        _otherEnd[end] = otherEnd;
        _otherEnd[otherEnd] = end;
        _color[end] = _color[otherEnd] = Math.Max(_color[cell], _color[neighbour]);
        Enqueue(end);
        Enqueue(otherEnd);
        EnqueueNeighbours(end);
        EnqueueNeighbours(otherEnd);
        return true;
    }

    private void Enqueue(int cell)
    {
        if (!_isChanged[cell])
        {
            _isChanged[cell] = true;
            _changed.Enqueue(cell);
        }
    }

    private void EnqueueNeighbours(int cell)
    {
        Span<int> edges = stackalloc int[4];
        Span<int> neighbours = stackalloc int[4];
        Surround(cell, edges, neighbours);
        for (var i = 0; i < 4; i++)
        {
            if (edges[i] >= 0 && _edges[edges[i]] == 0)
            {
                Enqueue(neighbours[i]);
            }
        }
    }

    // To the right, below, to the left, above; -1 off the board.
    private void Surround(int cell, Span<int> edges, Span<int> neighbours)
    {
        var cols = _puzzle.Cols;
        edges[0] = EdgeSet.RightOf(cell);
        neighbours[0] = cell + 1;
        edges[1] = EdgeSet.Below(cell);
        neighbours[1] = cell + cols;
        edges[2] = cell % cols == 0 ? -1 : EdgeSet.RightOf(cell - 1);
        neighbours[2] = cell - 1;
        edges[3] = cell < cols ? -1 : EdgeSet.Below(cell - cols);
        neighbours[3] = cell - cols;
    }
}
