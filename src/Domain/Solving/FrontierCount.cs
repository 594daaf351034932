using System.Numerics;
using System.Runtime.InteropServices;

namespace Dots.Domain.Solving;

/// <summary>
/// Counts the solutions of a puzzle in one pass over its cells, by dynamic programming over the frontier between the cells that are done and
/// those that are not (D. E. Knuth's "simpath", The Art of Computer Programming 4A, 7.1.4; for this puzzle R. Yoshinaka et al., "Finding All
/// Solutions and Instances of Numberlink and Slitherlink by ZDDs", Algorithms 5(2), 2012).
/// </summary>
/// <remarks>
/// <para>
/// Cells are taken row by row. The frontier is crossed by the edges that lead down from the last <c>Cols</c> cells and by the one that leads to
/// the right of the last cell. All that matters of the cells that are done is which of these edges belong to a line, and to which one. So each
/// edge has a label:
/// </para>
/// <list type="bullet">
/// <item><see cref="None"/>: no line crosses here.</item>
/// <item>The number of a color: the line comes from a dot of that color.</item>
/// <item><see cref="Left"/> or <see cref="Right"/>: the line comes from another edge of the frontier, and has no dot so far. Lines do not cross,
/// so that these labels are nested like brackets, and matching brackets are the ends of one line.</item>
/// </list>
/// <para>
/// Two sets of lines with the same labels can be completed in the same ways, and are counted as one state. A state remembers its first two
/// predecessors only, which is enough to tell whether there are none, one or more solutions, and to trace two of them back.
/// </para>
/// </remarks>
internal sealed class FrontierCount
{
    /// <summary>The widest puzzle, in columns: each state is <see cref="Labels.Length"/> bytes, one for each edge of the frontier.</summary>
    public const int MaxCols = Labels.Length - 1;

    /// <summary>Colors and brackets share a byte.</summary>
    public const int MaxColors = Left - 1;

    private const byte None = 0;
    private const byte Left = 254;
    private const byte Right = 255;

    // What a cell is left by.
    private const int GoesRight = 1;
    private const int GoesDown = 2;

    private readonly Puzzle _puzzle;
    private readonly Deduction _known;
    private readonly int _maxStates;
    private readonly CancellationToken _cancellation;
    private readonly int[] _lastDot;
    private readonly List<Node> _nodes = [];
    private readonly List<int> _layerStarts = [];
    private FrontierLayer _layer = new();
    private FrontierLayer _next = new();

    // The cell that is being decided.
    private int _cell;
    private int _col;
    private int _parent;
    private bool _parentIsMany;

    public FrontierCount(Puzzle puzzle, Deduction known, int maxStates, CancellationToken cancellation)
    {
        _puzzle = puzzle;
        _known = known;
        _maxStates = maxStates;
        _cancellation = cancellation;
        _lastDot = new int[puzzle.ColorCount + 1];
        for (var cell = 0; cell < puzzle.CellCount; cell++)
        {
            _lastDot[puzzle.ColorAt(cell)] = cell;
        }
    }

    /// <summary>How many states there were so far.</summary>
    public int StateCount => _nodes.Count;

    /// <returns>At most two solutions that differ; null if there are too many states.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<EdgeSet>? Solve()
    {
        _nodes.Add(new Node(-1, -1, 0, 0, false));
        _layerStarts.Add(0);
        _layer.Add(default);
        for (_cell = 0; _cell < _puzzle.CellCount; _cell++)
        {
            _col = _cell % _puzzle.Cols;
            var start = _layerStarts[^1];
            _layerStarts.Add(_nodes.Count);
            _next.Clear();
            for (var position = 0; position < _layer.Count; position++)
            {
                _parent = start + position;
                _parentIsMany = _nodes[_parent].IsMany;
                Labels labels = default;
                _layer[position].CopyTo(ref labels);
                Decide(ref labels);
                if ((position & 1023) == 0)
                {
                    _cancellation.ThrowIfCancellationRequested();
                }
            }

            (_layer, _next) = (_next, _layer);
            if (_nodes.Count > _maxStates)
            {
                return null;
            }
        }

        return _layer.Count == 0 ? [] : Trace(_nodes.Count - 1);
    }

    /// <summary>Adds the states in which the cell can be left.</summary>
    private void Decide(ref Labels labels)
    {
        if (_col == 0)
        {
            // The edge to the right of the last column is always free: it becomes the one to the left of the first.
            for (var i = _puzzle.Cols; i > 0; i--)
            {
                labels[i] = labels[i - 1];
            }

            labels[0] = None;
        }

        var left = labels[_col];
        var up = labels[_col + 1];
        var color = (byte)_puzzle.ColorAt(_cell);
        labels[_col] = None;
        labels[_col + 1] = None;

        if (color != 0)
        {
            if (left == None && up == None)
            {
                Leave(ref labels, color);
            }
            else if ((left == None || up == None) && Connect(ref labels, left == None ? _col + 1 : _col, left == None ? up : left, color))
            {
                Add(labels, 0);
            }
        }
        else if (left != None && up != None)
        {
            if (Join(ref labels, left, up))
            {
                Add(labels, 0);
            }
        }
        else if (left != None || up != None)
        {
            Leave(ref labels, left != None ? left : up);
        }
        else
        {
            if (!_puzzle.CoversAllCells)
            {
                Add(labels, 0);
            }

            if (CanGo(GoesRight | GoesDown))
            {
                labels[_col] = Left;
                labels[_col + 1] = Right;
                Add(labels, GoesRight | GoesDown);
            }
        }
    }

    /// <summary>A line with this label goes on, to the right or down.</summary>
    private void Leave(ref Labels labels, byte label)
    {
        if (CanGo(GoesDown) && CanEnter(_cell + _puzzle.Cols, label))
        {
            labels[_col] = label;
            Add(labels, GoesDown);
            labels[_col] = None;
        }

        if (CanGo(GoesRight) && CanEnter(_cell + 1, label) && CanMeet(label, _col + 2 <= _puzzle.Cols ? labels[_col + 2] : None))
        {
            labels[_col + 1] = label;
            Add(labels, GoesRight);
        }
    }

    private bool CanGo(int ways)
    {
        var right = EdgeSet.RightOf(_cell);
        var below = EdgeSet.Below(_cell);
        return (ways & GoesRight) != 0 ? !_known.IsOff(right) && ((ways & GoesDown) != 0 ? !_known.IsOff(below) : !_known.IsOn(below))
            : !_known.IsOn(right) && ((ways & GoesDown) != 0 ? !_known.IsOff(below) : !_known.IsOn(below));
    }

    /// <summary>A line does not enter a dot of another color. Found at the next cell as well, but then the state has been stored.</summary>
    private bool CanEnter(int cell, byte label)
    {
        var color = _puzzle.ColorAt(cell);
        return label >= Left || color == 0 || color == label;
    }

    private static bool CanMeet(byte label, byte other) => other == None || label >= Left || other >= Left || label == other;

    /// <summary>Two lines meet in the cell.</summary>
    /// <returns>False if they cannot be one line.</returns>
    private bool Join(ref Labels labels, byte left, byte up)
    {
        if (left < Left)
        {
            return Connect(ref labels, _col + 1, up, left);
        }

        if (up < Left)
        {
            return Connect(ref labels, _col, left, up);
        }

        if (left == Left && up == Right)
        {
            // The ends of the same line: it would be closed.
            return false;
        }

        if (left == up)
        {
            // One of the two other ends turns over: of "((…)…)" the first ")", of "(…(…))" the second "(".
            labels[MatchOf(labels, left == Left ? _col + 1 : _col, left)] = left;
        }

        return true;
    }

    /// <summary>The end of a line meets the color.</summary>
    /// <param name="labels">Without the end itself.</param>
    /// <param name="edge">Where the end was.</param>
    /// <param name="label">The label of the end.</param>
    /// <param name="color">The color that it gets.</param>
    private static bool Connect(ref Labels labels, int edge, byte label, byte color)
    {
        if (label < Left)
        {
            return label == color;
        }

        labels[MatchOf(labels, edge, label)] = color;
        return true;
    }

    /// <summary>The other end of the line that has this bracket at this edge, which need not be in the labels any more.</summary>
    private static int MatchOf(in Labels labels, int edge, byte bracket)
    {
        var step = bracket == Left ? 1 : -1;
        for (int i = edge + step, depth = 1; ; i += step)
        {
            var label = labels[i];
            if (label == bracket)
            {
                depth++;
            }
            else if (label >= Left && --depth == 0)
            {
                return i;
            }
        }
    }

    private void Add(in Labels labels, int ways)
    {
        // The check costs as much as the state, and what it finds it still finds at the end of the row.
        if (!CanGo(ways) || (_col == _puzzle.Cols - 1 && !CanBeCompleted(labels)))
        {
            return;
        }

        var (position, isNew) = _next.Add(FrontierState.Of(labels));
        if (isNew)
        {
            _nodes.Add(new Node(_parent, -1, (byte)ways, 0, _parentIsMany));
        }
        else
        {
            ref var node = ref CollectionsMarshal.AsSpan(_nodes)[_layerStarts[^1] + position];
            if (!node.IsMany)
            {
                node = node with { Second = _parent, SecondWays = (byte)ways, IsMany = true };
            }
        }
    }

    /// <summary>
    /// Whether the lines of the colors that have both ends on the frontier can be completed without crossing.
    /// </summary>
    /// <remarks>
    /// If the ends of two colors alternate, as in "1 2 1 2", one line would have to pass around an end of the other. It can only do so over a line
    /// that crosses the frontier on both sides of that end: a pair of brackets of which one is between the ends of a color, and the other is not.
    /// </remarks>
    private bool CanBeCompleted(in Labels labels)
    {
        Span<int> ends = stackalloc int[Labels.Length];
        Span<byte> colors = stackalloc byte[Labels.Length];
        Span<int> brackets = stackalloc int[Labels.Length];
        var (colorCount, bracketCount, depth) = (0, 0, 0);
        Span<int> open = stackalloc int[Labels.Length];
        for (var i = 0; i <= _puzzle.Cols; i++)
        {
            var label = labels[i];
            if (label == Left)
            {
                open[depth++] = i;
            }
            else if (label == Right)
            {
                brackets[bracketCount++] = (1 << open[--depth]) | (1 << i);
            }
            else if (label != None && _lastDot[label] <= _cell)
            {
                var nth = colors[..colorCount].IndexOf(label);
                if (nth < 0)
                {
                    colors[colorCount] = label;
                    ends[colorCount++] = 1 << i;
                }
                else
                {
                    ends[nth] |= 1 << i;
                }
            }
        }

        for (var one = 1; one < colorCount; one++)
        {
            for (var other = 0; other < one; other++)
            {
                if (Alternate(ends[one], ends[other]) && !AlternatesWithAny(ends[one], brackets[..bracketCount])
                    && !AlternatesWithAny(ends[other], brackets[..bracketCount]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool AlternatesWithAny(int pair, ReadOnlySpan<int> pairs)
    {
        foreach (var other in pairs)
        {
            if (Alternate(pair, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether exactly one of the two positions of a pair is between those of the other. Pairs are sets of two bits.</summary>
    private static bool Alternate(int one, int other)
    {
        // All bits from the lower position up to below the higher one.
        var between = (one & ~(one & -one)) - (one & -one);
        return BitOperations.IsPow2(other & between);
    }

    private List<EdgeSet> Trace(int node)
    {
        var first = new EdgeSet(_puzzle.Rows, _puzzle.Cols);
        var isMany = _nodes[node].IsMany;
        var second = isMany ? new EdgeSet(_puzzle.Rows, _puzzle.Cols) : null;
        var (one, other) = (node, node);
        for (var cell = _puzzle.CellCount - 1; cell >= 0; cell--)
        {
            var way = _nodes[one];
            Mark(first, cell, way.Ways);
            if (second is not null)
            {
                var otherWay = _nodes[other];
                var diverges = one == other && otherWay.Second >= 0;
                Mark(second, cell, diverges ? otherWay.SecondWays : otherWay.Ways);
                other = diverges ? otherWay.Second : otherWay.First;
            }

            one = way.First;
        }

        return second is null ? [first] : [first, second];
    }

    private static void Mark(EdgeSet edges, int cell, int ways)
    {
        edges[EdgeSet.RightOf(cell)] = (ways & GoesRight) != 0;
        edges[EdgeSet.Below(cell)] = (ways & GoesDown) != 0;
    }

    /// <summary>A state, and how it was reached.</summary>
    /// <param name="First">The node before it; -1 for the beginning.</param>
    /// <param name="Second">Another node before it, or the same in another way; -1 if there is none, or if it does not matter.</param>
    /// <param name="Ways">How the cell is left that leads from the first.</param>
    /// <param name="SecondWays">How it is left that leads from the second.</param>
    /// <param name="IsMany">Whether it is reached in two ways or more.</param>
    private readonly record struct Node(int First, int Second, byte Ways, byte SecondWays, bool IsMany);
}
